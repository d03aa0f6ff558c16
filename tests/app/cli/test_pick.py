"""Choosing a profile in the app from the command line. The app in a terminal is run in tests/app/test_terminal.py."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import Result

from profiledeck.cli.sources import Sources

Run = Callable[..., Result]
ROOT = Path(__file__).parents[3]


@pytest.fixture
def picks(monkeypatch: pytest.MonkeyPatch) -> Callable[[str | None], None]:
    """Makes the app end with a profile, as if a person had chosen it."""

    @contextmanager
    def on_terminal() -> Iterator[None]:
        yield

    def will_pick(ref: str | None) -> None:
        def pick_in_app(_sources: Sources) -> str | None:
            return ref

        monkeypatch.setattr("profiledeck.cli.open_app.pick_in_app", pick_in_app)

    monkeypatch.setattr("profiledeck.cli.pick.on_terminal", on_terminal)
    return will_pick


@pytest.mark.parametrize(
    ("picked", "options", "code", "printed", "said"),
    [
        ("mine/assistant", "", 0, "mine/assistant\n", ""),
        ("mine/assistant", "--slug", 0, "assistant\n", ""),
        ("config-inline/helper", "--slug", 0, "helper\n", ""),
        ("mine/helper", "", 0, "mine/helper\n", ""),
        ("mine/helper", "--slug", 1, "", "helper alone is config-inline/helper"),
        ("mine/gone", "--slug", 1, "", "gone alone is not found"),
        (None, "", 130, "", ""),
        (None, "--slug", 130, "", ""),
    ],
)
def test_what_is_printed_of_what_was_picked(
    run: Run,
    project: Path,
    picks: Callable[[str | None], None],
    picked: str | None,
    options: str,
    code: int,
    printed: str,
    said: str,
) -> None:
    picks(picked)

    result = run("pick", *options.split())

    assert (result.exit_code, result.stdout) == (code, printed)
    assert said in result.stderr


def test_without_a_terminal_nothing_can_be_picked() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "profiledeck", "pick", "--demo"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "core"), str(ROOT / "tui")])},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )

    assert (ran.returncode, ran.stdout) == (2, "")
    assert "There is no terminal to choose on" in ran.stderr
