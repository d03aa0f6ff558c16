"""Rules about the facts of a model."""

from __future__ import annotations

from collections.abc import Iterator

from engineprofiles.problems import Path, Problem
from engineprofiles.resolution import Resolution

_ENGINE: Path = ("chat", "engine")
_ID: Path = ("model_info", "id")


def model_info_stale(resolution: Resolution) -> Iterator[Problem]:
    """The engine was changed in a layer above the one that said which model the facts are of.

    Then window, limits and prices are those of another model. Facts without an ``id`` tell nothing, and facts
    set above the engine are their author's decision. The problem stands where the engine is set.
    """
    places = resolution.merged.mentions
    if _ENGINE not in places or _ID not in places or places[_ENGINE][-1] <= places[_ID][-1]:
        return
    engine, described = resolution.trace[_ENGINE].mentions[-1], resolution.trace[_ID].mentions[-1]
    if engine.value == described.value:
        return
    message = (
        f"{engine.layer.ref} sets the engine {engine.value}, "
        f"but model_info is still that of {described.value} from {described.layer.ref}"
    )
    hint = f"Set model_info in {engine.layer.ref}."
    yield Problem("model-info-stale", message, hint, engine.location, "profile.inference_settings.chat.engine")
