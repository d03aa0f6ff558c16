"""A layer put together from several places: the laws that make it one, and where each value comes from."""

from __future__ import annotations

import json
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.test_laws import EXTENSIONS, SETTINGS, Tree, stacked
from tests.core.written import settings_of, stack_of

from engineprofiles import Chain, LayeredSettings, MemoryStore, Resolution, Semantics, merge_settings, open_chain
from engineprofiles.documents.config_document import config_from_yaml
from engineprofiles.documents.config_documents import ConfigDocuments
from engineprofiles.documents.edits import same
from engineprofiles.documents.reader import read
from engineprofiles.documents.scalars import Plain
from engineprofiles.resolution.parts import base_of

PARTS = st.lists(SETTINGS | st.none(), min_size=1, max_size=3)
SAYING = st.lists(st.tuples(SETTINGS | st.none(), EXTENSIONS), min_size=1, max_size=3)


def inline(profiles: list[Tree]) -> ConfigDocuments:
    """Documents ``1.yml`` and so on, each of which says one of ``profiles`` of the profile ``p``."""
    texts = (json.dumps({"profiles": {"p": profile}}, ensure_ascii=False, default=_value) for profile in profiles)
    documents = (read(text, f"{number}.yml") for number, text in enumerate(texts, 1))
    return ConfigDocuments(tuple(map(config_from_yaml, documents)))


def _value(plain: Plain) -> Any:
    return plain.value


def chain_of(documents: ConfigDocuments) -> Chain:
    return open_chain(MemoryStore([documents.registry], "config documents"))


def split(parts: list[Tree | None], extensions: list[Tree] | None = None) -> Chain:
    """The chain of a profile whose settings are said by several documents."""
    profiles: list[Tree] = [{"inference_settings": part} for part in parts]
    for profile, extension in zip(profiles, extensions or (), strict=False):
        profile["extensions"] = extension
    return chain_of(inline(profiles))


def entries(resolution: Resolution) -> list[Any]:
    return [*resolution.trace.values(), *resolution.extension_trace.values()]


@given(SAYING)
def test_a_profile_in_parts_resolves_like_the_parts_as_a_stack(saying: list[tuple[Tree | None, Tree]]) -> None:
    settings, extensions = [tree for tree, _ in saying], [tree for _, tree in saying]
    joined, stack = split(settings, extensions).resolve("p"), stacked(settings, extensions).resolve("p9")
    assert joined.values == stack.values
    assert joined.extensions == stack.extensions
    assert len(joined.layers) == 1


@given(PARTS)
def test_in_geppettos_reading_the_parts_are_merged_one_after_the_other(parts: list[Tree | None]) -> None:
    said = [part for part in parts if part is not None]
    joined = split(parts).resolve("p", semantics=Semantics.GEPPETTO)
    if len(said) < 2:
        alone: list[Tree | None] = [*said] or [None]
        assert joined.values == split(alone).resolve("p", semantics=Semantics.GEPPETTO).values
        return
    *_, last = accumulate(said, lambda low, high: merge_settings(low, high, semantics=Semantics.GEPPETTO).values)
    assert joined.values == last


@given(SAYING)
def test_every_value_leads_to_the_document_that_says_it(saying: list[tuple[Tree | None, Tree]]) -> None:
    resolution = split([tree for tree, _ in saying], [tree for _, tree in saying]).resolve("p")
    for entry in entries(resolution):
        place = entry.winner.location
        settings, extensions = saying[int(place.source.removesuffix(".yml")) - 1]
        said: Any = settings if entry.root == "inference_settings" else extensions
        for step in entry.path:
            said = said[step]
        assert entry.value == (said if not isinstance(said, dict) else {})
        assert place.path == ("profiles", "p", entry.root, *entry.path)


@given(SAYING)
def test_in_geppettos_reading_too_a_place_is_one_that_a_document_has(
    saying: list[tuple[Tree | None, Tree]],
) -> None:
    chain = split([tree for tree, _ in saying], [tree for _, tree in saying])
    for entry in entries(chain.resolve("p", semantics=Semantics.GEPPETTO)):
        # What Geppetto makes up, such as a blank that it writes out, stands where its section does.
        assert entry.winner.location.line


@given(SAYING)
def test_the_last_part_that_speaks_is_where_a_value_comes_from(saying: list[tuple[Tree | None, Tree]]) -> None:
    resolution = split([tree for tree, _ in saying], [tree for _, tree in saying]).resolve("p")
    for entry in entries(resolution):
        if not entry.layer.parts:
            assert entry.winner.parts == ()
            continue
        parts = entry.winner.parts
        assert entry.winner.origin == parts[-1].location.source
        assert entry.value == parts[-1].value
        assert entry.winner.location == parts[-1].location


@given(PARTS)
def test_the_written_whole_is_what_a_single_document_could_say(parts: list[Tree | None]) -> None:
    documents = inline([{"inference_settings": part} for part in parts])
    whole: Any = documents.tree
    once = inline([whole["profiles"]["p"]])
    assert chain_of(once).resolve("p").values == chain_of(documents).resolve("p").values
    once_tree: Any = once.tree
    assert same(once_tree["profiles"], whole["profiles"])


@given(PARTS, SETTINGS)
def test_a_base_of_parts_is_merged_like_its_parts(parts: list[Tree | None], above: Tree) -> None:
    bases = [settings_of(json.dumps(part or {})) for part in parts]
    base = LayeredSettings((base_of([each.layers[0] for each in bases]),), Semantics.DOCUMENTED)
    whole = merge_settings({}, base).values
    *_, last = accumulate([{}, *(part or {} for part in parts)], lambda low, high: merge_settings(low, high).values)
    assert base.values == whole == last
    final = stacked([above]).resolve("p9").on(base)
    assert final.values == stacked([*parts, above]).resolve("p9").values
    assert [layer.index for layer in final.layers] == [0, 1]


@pytest.mark.parametrize(
    ("path", "origin", "place", "parts"),
    [
        ("chat.engine", "above.yaml", "above.yaml:1:17", ["below.yaml", "above.yaml"]),
        ("chat.top_p", "below.yaml", "below.yaml:1:28", ["below.yaml"]),
        ("client.timeout", "above.yaml", "above.yaml:1:42", ["above.yaml"]),
    ],
)
def test_the_base_tells_which_part_a_value_comes_from(path: str, origin: str, place: str, parts: list[str]) -> None:
    below = settings_of("chat: {engine: low, top_p: 0.5}", "below.yaml").layers[0]
    above = settings_of("{chat: {engine: high}, client: {timeout: 9}}", "above.yaml").layers[0]
    base = LayeredSettings((base_of([below, above]),), Semantics.DOCUMENTED)
    winner = stack_of("{}").resolve("top").on(base).trace[path].winner
    assert winner is not None
    assert (winner.origin, winner.location.label) == (origin, place)
    assert [part.layer.profile for part in winner.parts] == parts


def test_prices_replace_prices_between_parts() -> None:
    resolution = split([{"model_info": {"cost": {"input": 1, "output": 2}}}, {"model_info": {"cost": {"input": 3}}}])
    assert resolution.resolve("p").values == {"model_info": {"cost": {"input": 3}}}
    assert set(resolution.resolve("p").trace) == {"model_info.cost.input"}


def test_a_profile_without_settings_in_any_part_has_none() -> None:
    resolution = split([None, None]).resolve("p")
    assert (resolution.values, resolution.problems) == ({}, ())
