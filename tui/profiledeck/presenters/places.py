"""Where the thing under a cursor is written."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from engineprofiles import Chain, Location, Resolution
from profiledeck.presenters.leaves import leaf_at, leaf_layer
from profiledeck.presenters.mentions import said
from profiledeck.presenters.problems import problem_at
from profiledeck.state import State


def place_of(state: State, key: Hashable) -> Location | None:
    """The place of what the row with ``key`` stands for, in any pane of the browse screen or the matrix.

    A setting stands where its value that wins does, a section in the selected profile. ``None`` for what has no place.
    """
    chain, resolution = state.chain, state.resolution
    if chain is None:
        return None
    match key:
        case ("problem", _):
            problem = problem_at(state, key)
            return problem.location if problem else None
        case ("registry" | "profile" | "document" | "source", str(), *_):
            return _in_tree(chain, key)
        case ("layer", int(index)) if resolution is not None:
            return next((layer.location for layer in resolution.layers if layer.index == index), None)
        case ("mention", int(number)) if resolution is not None and state.field is not None:
            return _mention(resolution, state, number)
        case ("section", str(section)) if resolution is not None:
            root = ("extensions",) if section == "extensions" else ("inference_settings", section)
            return leaf_layer(resolution).locate(root)
        case ("field" | "extension" as kind, tuple(path)) if resolution is not None:
            leaf = leaf_at(resolution, (kind, path))
            return leaf.entry.mentions[-1].location if leaf else None
    return None


def _in_tree(chain: Chain, key: Sequence[object]) -> Location | None:
    match key:
        case ("registry", str(slug)) if slug in chain.by_slug:
            return chain.by_slug[slug].document.locate(())
        case ("profile", str(slug), str(profile)) if slug in chain.by_slug and profile in chain.by_slug[slug].profiles:
            return chain.by_slug[slug].locate(profile, key=True)
        case ("document", str(name)):
            return Location(name)
        case ("source", str(name)):
            source = next(source for source in chain.sources if source.name == name)
            return next((problem.location for problem in source.problems), Location(source.store.source))
    return None


def _mention(resolution: Resolution, state: State, number: int) -> Location | None:
    leaf = leaf_at(resolution, state.field) if state.field else None
    mentions = said(leaf.entry) if leaf else ()
    return mentions[number].location if number < len(mentions) else None
