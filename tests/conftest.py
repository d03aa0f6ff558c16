"""The same surroundings for every test, on every machine."""

from __future__ import annotations

import os

from hypothesis import settings

# Textual reads these while it is imported, so they are settled before any test module is.
os.environ["TEXTUAL_ANIMATIONS"] = "none"
_DECIDES_ELSEWHERE = {"NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_FILTERS"}
for _name in list(os.environ):
    if _name in _DECIDES_ELSEWHERE or _name.startswith(("PROFILEDECK_", "PINOCCHIO_")):
        del os.environ[_name]

# The same examples on every run. To look further: pytest --hypothesis-profile=explore
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=2000, deadline=None)
settings.load_profile("repeatable")
