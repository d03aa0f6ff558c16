"""``profiledeck migrate``: what it prints, and which files it writes and leaves alone."""

from __future__ import annotations

import json
import os
import re
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from engineprofiles import open_chain

Run = Callable[..., Result]

MAP = "# Mine.\ndefault:\n  ai-chat:\n    ai-engine: gpt-4\n"
NEW = "# Mine.\nslug: default\nprofiles:\n  default:\n    inference_settings:\n      chat:\n        engine: gpt-4\n"
SECRET = "default: {openai-chat: {openai-api-key: s3cret}}\n"
BUNDLE = "registries:\n  a: {profiles: {default: {}}}\n  b: {profiles: {x: {}}}\n"
TODAY = "slug: a  # as it is\nprofiles: {}\n"

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "profiles.yaml"
    path.write_text(MAP)
    return path


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


def files(folder: Path) -> list[str]:
    """The names of what is in ``folder``, without the locks, which stay."""
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".oauth.lock"))


def test_the_new_text_is_printed_and_no_file_is_touched(run: Run, old: Path) -> None:
    result = run("migrate", str(old))

    assert (result.exit_code, result.stdout) == (0, NEW)
    assert result.stderr == f"{old} is a map of profiles without a registry around it.\n"
    assert (old.read_text(), files(old.parent)) == (MAP, ["profiles.yaml"])


def test_a_bundle_is_printed_as_documents_that_name_their_files(run: Run, old: Path) -> None:
    old.write_text(BUNDLE)

    result = run("migrate", str(old))

    assert result.stdout == (
        "# file: a.yaml\nslug: a\nprofiles:\n  default: {}\n---\n# file: b.yaml\nslug: b\nprofiles:\n  x: {}\n"
    )
    assert result.exit_code == 0


def test_what_was_left_out_is_told_with_its_place_and_ends_with_1(run: Run, old: Path) -> None:
    old.write_text(MAP + "    ai-odd: 1\n  policy: {x: s3cret}\n")

    result = run("migrate", str(old))

    assert result.exit_code == 1
    assert result.stdout == NEW
    assert result.stderr.splitlines()[1:] == [
        f'{old}:5:5: left out: default."ai-chat"."ai-odd": ai-chat had no such field',
        f"{old}:6:3: left out: default.policy: a profile has no such key",
    ]


def test_errors_of_the_new_document_end_with_1(run: Run, old: Path) -> None:
    old.write_text("default: {ai-chat: {ai-top-p: high}}\n")

    result = run("migrate", str(old))

    assert result.exit_code == 1
    assert "default.yaml:6:16: error wrong-type: chat.top_p" in result.stderr


def test_a_document_of_today_says_so_and_stays(run: Run, old: Path) -> None:
    old.write_text(TODAY)

    for options in ([], ["--in-place"]):
        result = run("migrate", str(old), *options)
        assert (result.exit_code, result.stdout) == (0, "" if options else TODAY)
        assert result.stderr == f"{old} is a registry in today's shape: nothing to do.\n"
    assert (old.read_text(), files(old.parent)) == (TODAY, ["profiles.yaml"])


@pytest.mark.parametrize("text", ["", "a: b: c\n", "- a\n"])
def test_what_is_not_understood_writes_nothing(run: Run, old: Path, text: str) -> None:
    old.write_text(text)

    for options in ([], ["--in-place"], ["-o", str(old.parent / "new.yaml")]):
        result = run("migrate", str(old), *options)
        assert (result.exit_code, result.stdout) == (1, "")
    assert (old.read_text(), files(old.parent)) == (text, ["profiles.yaml"])


def test_secrets_are_printed_only_when_asked_for(run: Run, old: Path) -> None:
    old.write_text(SECRET)

    masked, data, plain = (run("migrate", str(old), *more) for more in ([], ["-f", "json"], ["--reveal"]))

    assert "s3cret" not in masked.output + data.output
    assert "openai-api-key: ••••••••" in masked.stdout
    assert "--reveal prints them" in masked.stderr
    assert "openai-api-key: s3cret" in plain.stdout
    assert "masked" not in plain.stderr


def test_json_tells_shape_documents_and_what_was_left(run: Run, old: Path) -> None:
    old.write_text(MAP + "    ai-odd: 1\n")

    data = json.loads(run("migrate", str(old), "-f", "json").stdout)

    assert data["shape"] == "legacy-map"
    assert data["documents"] == [{"name": "default.yaml", "text": NEW}]
    assert data["left"] == [
        {
            "source": str(old),
            "path": "/default/ai-chat/ai-odd",
            "line": 5,
            "column": 5,
            "why": "ai-chat had no such field",
        }
    ]


def test_the_registry_can_be_named(run: Run, old: Path) -> None:
    assert "slug: mine\n" in run("migrate", str(old), "--registry", "mine").stdout


def test_the_result_is_written_to_a_file(run: Run, old: Path) -> None:
    new = old.parent / "folder" / "new.yaml"

    result = run("migrate", str(old), "-o", str(new))

    assert (result.exit_code, result.stdout) == (0, "")
    assert f"{new} is written." in result.stderr
    assert new.read_text() == NEW
    assert files(new.parent) == ["new.yaml"]
    assert open_chain(new).problems == ()


def test_a_bundle_is_written_to_a_folder(run: Run, old: Path) -> None:
    old.write_text(BUNDLE)
    folder = old.parent / "registries"

    assert run("migrate", str(old), "-o", str(folder)).exit_code == 0
    assert files(folder) == ["a.yaml", "b.yaml"]
    assert open_chain(folder).problems == ()

    (folder / "a.yaml").unlink()
    (folder / "b.yaml").write_text("mine")
    refused = run("migrate", str(old), "-o", str(folder))
    assert (refused.exit_code, "is there already" in refused.stderr) == (2, True)
    assert files(folder) == ["b.yaml"]

    assert run("migrate", str(old), "-o", str(folder), "--force").exit_code == 0
    assert (folder / "b.yaml").read_text().startswith("slug: b\n")


@pytest.mark.parametrize(
    ("text", "options", "told"),
    [
        (MAP, "-o there.yaml", "there.yaml is there already: --force replaces it."),
        (MAP, "-o profiles.yaml", "profiles.yaml is the file that is read: --in-place writes over it"),
        (MAP, "-o profiles.yaml --force", "profiles.yaml is the file that is read: --in-place writes over it"),
        (MAP, "-o linked.yaml --force", "linked.yaml is the file that is read: --in-place writes over it"),
        (MAP, "-o new.yaml --in-place", "--in-place writes over FILE"),
        (MAP, "-o folder", "folder is a folder: name a file."),
        (MAP, "--registry 'No!'", "registry slug 'No!' is invalid"),
        (BUNDLE, "-o there.yaml", "there.yaml is no folder"),
        (BUNDLE, "--in-place", "A bundle becomes several files"),
        (MAP, "-f toml", "'toml' is not one of"),
    ],
)
def test_wrong_use_ends_with_2_and_changes_nothing(
    run: Run, old: Path, monkeypatch: pytest.MonkeyPatch, text: str, options: str, told: str
) -> None:
    old.write_text(text)
    (old.parent / "there.yaml").write_text("mine")
    (old.parent / "folder").mkdir()
    (old.parent / "linked.yaml").symlink_to(old)
    monkeypatch.chdir(old.parent)

    result = run("migrate", "profiles.yaml", *options.replace("'", "").split(" "))

    assert (result.exit_code, result.stdout, told in result.stderr) == (2, "", True), result.output
    assert files(old.parent) == ["folder", "linked.yaml", "profiles.yaml", "there.yaml"]
    assert (old.read_text(), (old.parent / "there.yaml").read_text()) == (text, "mine")


def test_a_file_that_is_not_there_is_wrong_use(run: Run, tmp_path: Path) -> None:
    assert run("migrate", str(tmp_path / "nothing.yaml")).exit_code == 2


@on_posix
@pytest.mark.parametrize("permissions", [0o600, 0o640, 0o644])
def test_in_place_keeps_a_dated_copy_and_the_mode(run: Run, old: Path, permissions: int) -> None:
    old.chmod(permissions)

    result = run("migrate", str(old), "--in-place")

    assert (result.exit_code, result.stdout) == (0, "")
    (backup,) = (old.parent / name for name in files(old.parent) if name != old.name)
    assert re.fullmatch(r"profiles\.yaml\.\d{8}-\d{6}\.bak", backup.name)
    assert f"{old} is kept as {backup}." in result.stderr
    assert (old.read_text(), backup.read_text()) == (NEW, MAP)
    assert (mode(old), mode(backup)) == (oct(permissions), oct(permissions))


def test_in_place_may_name_its_file_twice(run: Run, old: Path) -> None:
    assert run("migrate", str(old), "-o", str(old), "--in-place").exit_code == 0
    assert old.read_text() == NEW


def test_a_link_is_followed_and_stays_one(run: Run, old: Path) -> None:
    link = old.parent / "links" / "linked.yaml"
    link.parent.mkdir()
    link.symlink_to(old)

    assert run("migrate", str(link), "--in-place").exit_code == 0

    assert link.is_symlink()
    assert old.read_text() == NEW
    assert files(link.parent) == ["linked.yaml"]
    assert len(files(old.parent)) == 3


@on_posix
@pytest.mark.parametrize(
    ("text", "permissions", "written"),
    [(MAP, 0o644, 0o644), (MAP, 0o600, 0o600), (SECRET, 0o644, 0o600), (SECRET, 0o400, 0o600)],
)
def test_what_is_private_is_written_for_its_owner_alone(
    run: Run, old: Path, text: str, permissions: int, written: int
) -> None:
    old.write_text(text)
    old.chmod(permissions)
    there = old.parent / "there.yaml"
    there.write_text("mine")
    there.chmod(0o644)
    before = os.umask(0o022)
    try:
        run("migrate", str(old), "-o", str(old.parent / "new.yaml"))
        run("migrate", str(old), "-o", str(there), "--force")
    finally:
        os.umask(before)

    assert (mode(old.parent / "new.yaml"), mode(there)) == (oct(written), oct(written))


def test_a_file_that_was_made_read_only_is_not_written(run: Run, old: Path) -> None:
    old.chmod(0o444)

    result = run("migrate", str(old), "--in-place")

    assert result.exit_code == 1
    assert f"Error: {old} may be read and not written" in result.stderr
    assert (old.read_text(), files(old.parent)) == (MAP, ["profiles.yaml"])


@pytest.mark.parametrize("name", ["legacy-map", "registries-bundle", "legacy-api-keys", "default-profile-slug-in-yaml"])
def test_the_broken_samples_that_migrate_mends_open_afterwards(run: Run, tmp_path: Path, name: str) -> None:
    sample = f"sample-registries/broken/{name}.yaml"
    target = tmp_path / ("new" if name == "registries-bundle" else "new.yaml")

    hint = run("check", sample).stdout
    result = run("migrate", sample, "-o", str(target))

    assert "`profiledeck migrate FILE`" in hint
    assert result.exit_code == 0
    assert run("check", str(target)).exit_code == 0
