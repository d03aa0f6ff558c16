"""How editors are asked to open a file: the arguments, what the environment says, and what goes wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from profiledeck.editor import editor_command
from profiledeck.services import DiskServices


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("", "vi +12 team.yaml"),
        ("vim", "vim +12 team.yaml"),
        ("nvim", "nvim +12 team.yaml"),
        ("nano", "nano +12 team.yaml"),
        ("emacs", "emacs +12 team.yaml"),
        ("micro", "micro +12 team.yaml"),
        ("kak", "kak +12 team.yaml"),
        ("hx", "hx +12 team.yaml"),
        ("joe", "joe +12 team.yaml"),
        ("emacsclient -nw", "emacsclient -nw +12 team.yaml"),
        ("/usr/local/bin/nano -w", "/usr/local/bin/nano -w +12 team.yaml"),
        ("code", "code --goto team.yaml:12:7 --wait"),
        ("/opt/Code/bin/code --new-window", "/opt/Code/bin/code --new-window --goto team.yaml:12:7 --wait"),
        ("codium", "codium --goto team.yaml:12:7 --wait"),
        ("cursor", "cursor --goto team.yaml:12:7 --wait"),
        ("subl -w", "subl -w team.yaml:12:7"),
        ("zed", "zed team.yaml:12:7"),
        ("another", "another +12 team.yaml"),
    ],
)
def test_each_editor_is_told_the_line_its_own_way(editor: str, command: str) -> None:
    assert editor_command(editor, "team.yaml", 12, 7) == command.split()


@pytest.mark.parametrize(
    ("editor", "file", "line", "command"),
    [
        ("'/opt/my editor/ed' -x", "a b.yaml", 3, ["/opt/my editor/ed", "-x", "+3", "a b.yaml"]),
        ("vim", "team.yaml", None, ["vim", "team.yaml"]),
        ("code", "team.yaml", None, ["code", "team.yaml", "--wait"]),
        ("subl", "team.yaml", None, ["subl", "team.yaml"]),
        ("vim", "-R", 1, ["vim", "+1", "./-R"]),
        ("vim", "+9", 1, ["vim", "+1", "./+9"]),
    ],
)
def test_spaces_missing_lines_and_names_like_options(
    editor: str, file: str, line: int | None, command: list[str]
) -> None:
    assert editor_command(editor, file, line, None) == command


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("", ["notepad", r"c:\team.yaml"]),
        (r"C:\tools\nvim.exe", [r"C:\tools\nvim.exe", "+12", r"c:\team.yaml"]),
        (r'"C:\Program Files\Code\Code.cmd" -n', None),
    ],
)
def test_windows_has_backslashes_and_suffixes(editor: str, command: list[str] | None) -> None:
    code = [r"C:\Program Files\Code\Code.cmd", "-n", "--goto", r"c:\team.yaml:12:7", "--wait"]
    assert editor_command(editor, r"c:\team.yaml", 12, 7, windows=True) == (command or code)


def test_a_quote_that_is_never_closed_is_refused() -> None:
    with pytest.raises(ValueError, match="quotation"):
        editor_command("'vim", "team.yaml", 1, 1)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file to open, and an environment that names no editor."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    path = tmp_path / "team.yaml"
    path.write_text("slug: team\n")
    return path


def _recorder(tmp_path: Path, name: str, exit_code: int = 0) -> str:
    """An editor that writes down its arguments and ends."""
    script = tmp_path / f"{name}.py"
    script.write_text(
        "import pathlib, sys\n"
        f"pathlib.Path({str(tmp_path / name)!r}).write_text(repr(sys.argv[1:]))\n"
        f"sys.exit({exit_code})\n"
    )
    return f"'{sys.executable}' '{script}'"


def test_visual_goes_before_editor_and_blank_is_none(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", _recorder(tmp_path, "editor"))
    monkeypatch.setenv("VISUAL", " ")
    assert DiskServices(()).edit(str(file), 1, 1) == ""
    assert (tmp_path / "editor").read_text() == repr(["+1", str(file)])
    monkeypatch.setenv("VISUAL", _recorder(tmp_path, "visual"))
    assert DiskServices(()).edit(str(file), 2, 1) == ""
    assert (tmp_path / "visual").read_text() == repr(["+2", str(file)])


def test_what_goes_wrong_is_said(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    services = DiskServices(())
    monkeypatch.setenv("EDITOR", "no-such-editor -w")
    assert services.edit(str(file), 1, 1) == "no-such-editor cannot be started: No such file or directory."
    monkeypatch.setenv("EDITOR", "'vim")
    assert services.edit(str(file), 1, 1) == "EDITOR cannot be understood: No closing quotation."
    monkeypatch.setenv("EDITOR", _recorder(tmp_path, "editor", exit_code=3))
    assert services.edit(str(file), 1, 1).endswith("ended with exit code 3.")
    assert services.edit(str(tmp_path / "gone.yaml"), 1, 1) == "There is no such file to open."
    assert services.edit(str(tmp_path), 1, 1) == "There is no such file to open."
