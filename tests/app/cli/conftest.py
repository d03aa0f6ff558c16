"""How the tests of the command line call it: from the root of the repository, on the sample registries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from profiledeck.cli import main

ROOT = Path(__file__).parents[3]

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line; it must not raise. ``env`` sets variables for it."""
    monkeypatch.chdir(ROOT)

    def run_line(*args: str, env: dict[str, str] | None = None) -> Result:
        result = CliRunner().invoke(main, args, env=env, prog_name="profiledeck")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run_line
