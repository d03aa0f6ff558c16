"""What a person takes along from the highlighted setting."""

from __future__ import annotations

import json

from engineprofiles import Problem
from engineprofiles.model import format_path
from engineprofiles.redact import redact_extension_value, redact_value
from profiledeck.state import State


def copied(state: State, value: bool) -> str | None:
    """The highlighted value as text, or the path of its setting; ``None`` when no setting is highlighted.

    A secret is copied masked unless it is revealed on the screen.
    """
    if state.field is None or state.resolution is None or not state.shows(state.field):
        return None
    kind, path = state.field
    if kind == "section" or isinstance(path, str):
        return None if value else str(path)
    if not value:
        return format_path(path)
    trace, redact = state.resolution.trace, redact_value
    if kind == "extension":
        trace, redact = state.resolution.extension_trace, redact_extension_value
    found = trace[path].value
    shown = found if state.revealed == state.field else redact(path, found)
    return shown if isinstance(shown, str) else json.dumps(shown, ensure_ascii=False, default=str)


def copied_problem(problem: Problem) -> str:
    """A problem as compilers write it: ``team.yaml:12:7: warning unknown-key: chat.engin is not …``."""
    place = f"{problem.location.label}: " if problem.location.label else ""
    return f"{place}{problem.severity} {problem.code}: {problem.message}"
