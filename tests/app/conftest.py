"""Every test of the app starts at the root of the repository, where the sample registries are."""

from __future__ import annotations

from pathlib import Path

import pytest

import profiledeck.presenters.problem_list
from engineprofiles import Severity
from engineprofiles.problems import CODES, Code

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture
def note(monkeypatch: pytest.MonkeyPatch) -> Code:
    """A code of the severity that asks for nothing, with examples."""
    code = Code("a-note", Severity.INFO, "It is only said.", "Leave it.", bad="chat:\n  engine: a", good="chat: {}")
    table = {**CODES, code.name: code}
    monkeypatch.setattr("engineprofiles.problems.problem.CODES", table)
    monkeypatch.setattr(profiledeck.presenters.problem_list, "CODES", table)
    return code
