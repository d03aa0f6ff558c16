"""The text of one profile in the person's own editor: lent out, taken back, offered again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.app.deck import running

from profiledeck.app import ProfiledeckApp
from profiledeck.services import DiskServices, EditedText


class Typing(DiskServices):
    """Services whose editor does ``changes``, one each time it is started."""

    changes: list[Callable[[str], str]]
    lent: list[tuple[str, str, int | None]]

    def edit_text(self, text: str, name: str, line: int | None = None) -> EditedText:
        self.lent.append((text, name, line))
        return EditedText(self.changes.pop(0)(text))


@pytest.fixture
def typing(sources: list[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Typing]:
    @contextmanager
    def suspend(_app: ProfiledeckApp) -> Iterator[None]:
        yield

    monkeypatch.setattr(ProfiledeckApp, "suspend", suspend)

    def services(*changes: Callable[[str], str]) -> Typing:
        made = Typing(tuple(sources))
        object.__setattr__(made, "changes", list(changes))
        object.__setattr__(made, "lent", [])
        return made

    return services


async def test_what_comes_back_is_one_step(typing: Callable[..., Typing]) -> None:
    services = typing(lambda text: text.replace("gpt-5", "o3\n    temperature: 1"))
    async with running(services=services) as deck:
        await deck.press("ctrl+e")
        text, name, _ = services.lent[0]
        assert name == "assistant.yaml"
        assert text.startswith("# What mine/assistant says.\n")
        assert "sk-of-the-base" not in text
        assert "engine: gpt-5" in text
        assert deck.told == "Rewrote mine/assistant."
        assert "✎ 1 edit" in deck.lines[0]
        assert deck.state.resolution is not None
        assert deck.state.resolution.trace["chat.temperature"].value == 1
        await deck.press("ctrl+z")
        assert deck.told == "Undone: rewrite mine/assistant"


async def test_a_comment_is_a_change(typing: Callable[..., Typing]) -> None:
    services = typing(lambda text: text.replace("inference_settings", "# A thought.\ninference_settings"), str)
    async with running(services=services) as deck:
        await deck.press("ctrl+e")
        assert deck.told == "Rewrote mine/assistant."
        await deck.press("ctrl+e")
        assert "\n# A thought.\n" in services.lent[1][0]
        assert services.lent[1][0].count("What mine/assistant says") == 1
        assert deck.told == "Nothing was changed."


async def test_where_comments_are_not_kept_the_text_says_so(typing: Callable[..., Typing]) -> None:
    text = "slug: &name mine\nprofiles:\n  assistant:\n    display_name: *name\n"
    Path("mine.yaml").write_text(text, encoding="utf-8")
    services = typing(lambda text: f"{text}# A thought.\n")
    async with running(services=services) as deck:
        await deck.press("ctrl+e")
        assert services.lent[0][0] == "# What mine/assistant says. Comments are not kept.\ndisplay_name: mine\n"
        assert deck.told == "Nothing was changed."


async def test_a_text_that_is_as_it_was_changes_nothing(typing: Callable[..., Typing]) -> None:
    async with running(services=typing(lambda text: text)) as deck:
        await deck.press("ctrl+e")
        assert deck.told == "Nothing was changed."
        assert not deck.state.is_drafting


async def test_a_text_that_reads_wrong_is_offered_again(typing: Callable[..., Typing]) -> None:
    services = typing(
        lambda text: text + "chat: [\n", lambda text: text.replace("chat: [\n", "").replace("gpt-5", "o3")
    )
    async with running(services=services) as deck:
        await deck.press("ctrl+e")
        assert "This cannot be taken over" in deck.text
        assert "Line 8: " in deck.text
        await deck.press("escape")
        assert "This cannot be taken over" in deck.text
        await deck.press("enter")
        assert services.lent[1][0].endswith("chat: [\n"), "nothing of it is lost"
        assert services.lent[1][2] == 8
        assert "o3" in deck.text


async def test_a_text_that_is_no_profile_can_be_dropped(typing: Callable[..., Typing]) -> None:
    wrong = "stack: [{profile_slug: nobody}]\n"
    async with running(services=typing(lambda _text: f"# no such layer\n{wrong}")) as deck:
        await deck.press("ctrl+e")
        assert "Line 2: " in deck.text
        await deck.press("down", "enter")
        assert not deck.state.is_drafting
        assert len(deck.app.screen_stack) == 1


async def test_a_terminal_that_cannot_be_lent_says_so(sources: list[str]) -> None:
    async with running(sources) as deck:
        await deck.press("ctrl+e")
        assert deck.told == "This terminal cannot be lent to an editor."


def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    program = tmp_path / "editor"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(program))


def test_only_the_person_can_read_the_text_and_nothing_of_it_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "seen"
    editor(tmp_path, monkeypatch, f'echo "$1" > {seen}; stat -c %a "$1" >> {seen}; echo more >> "$1"')
    assert DiskServices(()).edit_text("text\n", "leaf.yaml") == EditedText("text\nmore\n")
    path, mode = seen.read_text().split()
    assert mode == "600"
    assert Path(path).name == "leaf.yaml"
    assert not Path(path).parent.exists()


def test_an_editor_that_fails_gives_the_text_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(tmp_path, monkeypatch, 'rm "$1"; exit 3')
    back = DiskServices(()).edit_text("text\n", "leaf.yaml")
    assert back.text == "text\n"
    assert back.remark.endswith("exit code 3.")
    editor(tmp_path, monkeypatch, 'printf "\\377" > "$1"')
    assert "cannot be read" in DiskServices(()).edit_text("text\n", "leaf.yaml").remark


def test_an_editor_is_sent_to_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(tmp_path, monkeypatch, 'echo "$1" > "$2"')
    assert DiskServices(()).edit_text("text\n", "leaf.yaml", 7).text == "+7\n"
