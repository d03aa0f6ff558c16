"""Rules about the facts of a model: whose they are, and whether its limits fit each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engineprofiles.checks.lookup import in_force, latest, told, winner
from engineprofiles.model.paths import format_path
from engineprofiles.model.providers import PROVIDERS
from engineprofiles.problems import Path, Problem
from engineprofiles.resolution import Resolution

_ENGINE: Path = ("chat", "engine")
_API_TYPE: Path = ("chat", "api_type")
_ID: Path = ("model_info", "id")
_WINDOW: Path = ("model_info", "context_window")
_WATERMARK: Path = ("model_info", "quality_high_watermark")
_MAX_OUTPUT: Path = ("model_info", "max_output_tokens")
_ANSWER: Path = ("chat", "max_response_tokens")
_ANSWER_FIRST: Path = ("inference", "max_response_tokens")
_OTHER_ENGINES: tuple[Path, ...] = (("embeddings", "engine"), ("rerank", "engine"))

# What in an engine's name tells a provider or a release and not a model: us.anthropic., openai/ and models/ in front,
# -2024-08-06, -20250929-v1:0, @20250929, -0125, -latest and -preview-05-20 behind.
_PROVIDER = re.compile(r"^.*/|^(?:[a-z]+\.)+(?=[a-z])")
_RELEASE = re.compile(r"[-@](?:\d{4}-\d{2}-\d{2}|\d{8}|\d{4}|latest|preview(?:-\d{2}-\d{2})?)(?:-v\d+(?::\d+)?)?$")


def model_info_stale(resolution: Resolution) -> Iterator[Problem]:
    """The engine, or else the provider, was changed in a layer above the one that said which model the facts are of.

    Then window, limits and prices are those of another model. Facts without an ``id`` tell nothing, and facts
    set above the engine are their author's decision. The problem stands where the change was made.
    """
    places = resolution.merged.mentions
    if _ID not in places:
        return
    if _is_changed(resolution, _ENGINE):
        change, what = winner(resolution, _ENGINE), "engine"
    elif _is_changed(resolution, _API_TYPE):
        change, what = winner(resolution, _API_TYPE), "API type"
    else:
        return
    described = winner(resolution, _ID)
    message = (
        f"{change.layer.ref} sets the {what} {change.value}, "
        f"but model_info is still that of {described.value} from {described.layer.ref}"
    )
    yield told("model-info-stale", message, change, f"Set model_info in {change.layer.ref}.")


def model_info_id_mismatch(resolution: Resolution) -> Iterator[Problem]:
    """Whoever chose the model, or a layer above, says that the facts are of another one.

    Facts about a model for embeddings or reranking may stand beside the engine of a chat.
    """
    places = resolution.merged.mentions
    if _ID not in places or _ENGINE not in places or places[_ID][-1] < places[_ENGINE][-1]:
        return
    described = winner(resolution, _ID)
    names = [in_force(resolution, path) for path in (_ENGINE, *_OTHER_ENGINES)]
    if not described.value or any(name and same_model(name, described.value) for name in names):
        return
    engine = winner(resolution, _ENGINE)
    message = (
        f"{described.layer.ref} sets model_info.id {described.value}, "
        f"but the engine in force is {engine.value} from {engine.layer.ref}"
    )
    yield told("model-info-id-mismatch", message, described)


def watermark_over_window(resolution: Resolution) -> Iterator[Problem]:
    """Two layers disagree: one sets a watermark above the window that another sets. Within one layer the two were
    compared when it was read."""
    places = resolution.merged.mentions
    if _WATERMARK not in places or _WINDOW not in places or places[_WATERMARK][-1] == places[_WINDOW][-1]:
        return
    yield from _over("watermark-over-window", resolution, _WATERMARK, _WINDOW)


def output_over_window(resolution: Resolution) -> Iterator[Problem]:
    """An answer is asked for, or said to be possible, that is longer than the model allows."""
    places = resolution.merged.mentions
    if _MAX_OUTPUT in places and _WINDOW in places:
        yield from _over("output-over-window", resolution, _MAX_OUTPUT, _WINDOW)
    limit = _MAX_OUTPUT if _MAX_OUTPUT in places else _WINDOW
    asked = _ANSWER_FIRST if _ANSWER_FIRST in places else _ANSWER
    if asked in places and limit in places:
        yield from _over("output-over-window", resolution, asked, limit)


def same_model(one: str, other: str) -> bool:
    """Whether two names are of one model: the provider in front and the release behind make no difference, and a
    tag as in ``llama3.1:8b`` only does where both have one."""
    left, right = _bare(one), _bare(other)
    return left == right or left == right.partition(":")[0] or right == left.partition(":")[0]


def _bare(name: str) -> str:
    return _RELEASE.sub("", _PROVIDER.sub("", name.strip().casefold()))


def _is_changed(resolution: Resolution, path: Path) -> bool:
    """Whether the value at ``path`` was set above the facts, and is another than the one they were written for."""
    mentions = resolution.merged.mentions
    described = mentions[_ID][-1]
    places = mentions.get(path, ())
    if not places or places[-1] <= described:
        return False
    before = next((place for place in reversed(places) if place <= described), None)
    names = [in_force(resolution, _ID)] if path == _ENGINE else []
    if before is not None:
        names.append(resolution.layers[before].settings.leaves[path])
    same = same_model if path == _ENGINE else _same_provider
    return bool(names) and not any(same(in_force(resolution, path), name) for name in names)


def _same_provider(one: str, other: str) -> bool:
    left, right = PROVIDERS.get(one), PROVIDERS.get(other)
    return left.account == right.account if left and right else one == other


def _over(code: str, resolution: Resolution, path: Path, limit: Path) -> Iterator[Problem]:
    """The number at ``path`` is above the one at ``limit``: told at the later one, which made it so."""
    asked, allowed = in_force(resolution, path), in_force(resolution, limit)
    if asked <= allowed or allowed < 0:
        return
    here, there = winner(resolution, path), winner(resolution, limit)
    message = (
        f"{format_path(path)} is {asked:,} from {here.layer.ref}, "
        f"but {format_path(limit)} is {allowed:,} from {there.layer.ref}"
    )
    yield told(code, message, latest(resolution, path, limit))
