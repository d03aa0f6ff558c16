"""The laws of merging, for settings of every kind of field."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.core.written import chain_of

from engineprofiles import Chain, InferenceSettings, Resolution, Rule, TraceEntry, merge_settings
from engineprofiles.model import FIELDS, SECTIONS, Field, Kind, parse_path
from engineprofiles.problems import Path
from engineprofiles.resolution.resolve import read_layer

Tree = dict[str, Any]

KEYS = st.sampled_from(["a", "b", "c.d", "e-f", "1"])
TEXTS = st.sampled_from(["", "x", "y", "4.10", "true", "null", "~", " z", "é"])
INTEGERS = st.integers(-(2**40), 2**40)
NUMBERS = INTEGERS | st.floats(allow_nan=False, allow_infinity=False, width=32)
FREE: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | INTEGERS | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
# What is a map here is a map in every layer: only then is merging associative.
SHAPED = st.fixed_dictionaries(
    {},
    optional={
        "s": st.none() | TEXTS | st.lists(INTEGERS, max_size=2),
        "m": st.fixed_dictionaries({}, optional={"t": TEXTS, "n": st.dictionaries(KEYS, INTEGERS, max_size=2)}),
    },
)
VALUES: Mapping[Kind, st.SearchStrategy[Any]] = {
    Kind.STRING: TEXTS,
    Kind.INTEGER: INTEGERS,
    Kind.NUMBER: NUMBERS,
    Kind.BOOLEAN: st.booleans(),
    Kind.STRINGS: st.lists(TEXTS, max_size=2),
    Kind.STRING_MAP: st.dictionaries(KEYS, TEXTS, max_size=3),
    Kind.BOOLEAN_MAP: st.dictionaries(KEYS, st.booleans(), max_size=3),
}
WRITABLE = [field for field in FIELDS.values() if field.path != ("client", "timeout_second")]
# One of each kind, so that layers often meet.
COMMON = [
    FIELDS[path]
    for path in (
        ("chat", "engine"),
        ("chat", "stream"),
        ("chat", "stop"),
        ("api", "api_keys"),
        ("api", "allow_http"),
        ("client", "timeout"),
        ("model_info", "cost", "input"),
        ("model_info", "cost", "output"),
        ("model_info", "metadata"),
    )
]


def leaf(field: Field, free: st.SearchStrategy[Any], nulls: bool) -> st.SearchStrategy[tuple[Path, Any]]:
    values = st.dictionaries(KEYS, free, max_size=3) if field.kind is Kind.FREE_MAP else VALUES[field.kind]
    return st.tuples(st.just(field.path), values | st.none() if nulls else values)


def settings(free: st.SearchStrategy[Any] = FREE, *, nulls: bool = True) -> st.SearchStrategy[Tree]:
    """Settings of a layer: some fields, some sections that are empty or null."""
    fields = st.sampled_from(COMMON) | st.sampled_from(WRITABLE)
    leaves = st.lists(fields.flatmap(lambda field: leaf(field, free, nulls)), max_size=8)
    hollow: st.SearchStrategy[Mapping[Path, Any]] = st.dictionaries(
        st.sampled_from(sorted(SECTIONS)), st.none() | st.builds(dict) if nulls else st.builds(dict), max_size=2
    )
    return st.builds(planted, leaves, hollow)


def planted(leaves: list[tuple[Path, Any]], hollow: Mapping[Path, Any]) -> Tree:
    tree: Tree = {}
    for path, value in [*leaves, *hollow.items()]:
        node = tree
        for step in path[:-1]:
            node = node.setdefault(str(step), {})
            if node is None:
                break
        else:
            node.setdefault(str(path[-1]), value)
    return tree


# Where layers disagree about what is a map, and about which rates there are.
CLASHING = st.fixed_dictionaries(
    {
        "model_info": st.fixed_dictionaries(
            {},
            optional={
                "metadata": st.dictionaries(st.sampled_from("ab"), FREE | st.dictionaries(st.sampled_from("ab"), FREE)),
                "cost": st.dictionaries(st.sampled_from(["input", "output"]), st.integers(0, 3)),
            },
        )
    }
)
SETTINGS = settings() | CLASHING
LAYERS = st.lists(SETTINGS | st.none(), min_size=1, max_size=4)
EXTENSIONS = st.dictionaries(st.sampled_from(["a.b@v1", "c.d@v2"]), FREE, max_size=2)


def stacked(layers: list[Tree | None], extensions: list[Tree] | None = None, **others: Tree) -> Chain:
    """``layers``, base to leaf, as a stack whose leaf is ``p9``; ``others`` are profiles beside it."""
    profiles: dict[str, Any] = {}
    for number, layer in enumerate(layers):
        below = [{"profile_slug": name} for name in list(profiles)[-1:]]
        name = f"p{number + 10 - len(layers)}"
        profiles[name] = {"inference_settings": layer, "stack": below}
        if extensions:
            profiles[name]["extensions"] = extensions[number]
    return chain_of(json.dumps({"slug": "r", "profiles": profiles | others}, ensure_ascii=False))


def leaves_of(tree: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    if isinstance(tree, dict) and (tree or not path):
        for key, child in tree.items():
            yield from leaves_of(child, (*path, key))
    else:
        yield path, tree


def entries(resolution: Resolution) -> list[TraceEntry]:
    traces = (resolution.trace, resolution.extension_trace)
    return [entry for trace in traces for entry in (*trace.values(), *trace.dropped.values())]


def who_set_what(resolution: Resolution) -> dict[Path, tuple[str, Any]]:
    """The winners, told apart by what they set and not by their place in the stack."""
    return {entry.path: (repr(entry.value), entry.rule is Rule.BASE) for entry in resolution.trace.values()}


@given(st.lists(st.tuples(SETTINGS | st.none(), EXTENSIONS), min_size=1, max_size=4))
def test_every_leaf_has_one_winner_and_its_document_contains_the_value_there(
    layers: list[tuple[Tree | None, Tree]],
) -> None:
    trees, extensions = [tree for tree, _ in layers], [extension for _, extension in layers]
    resolution = stacked(trees, extensions).resolve("p9")
    for trace, result, written in (
        (resolution.trace, resolution.values, trees),
        (resolution.extension_trace, resolution.extensions, extensions),
    ):
        assert dict(leaves_of(result)) == {entry.path: entry.value for entry in trace.values()}
        for entry in trace.values():
            assert entry.winner is not None
            value: Any = written[entry.winner.layer.index - 1]
            for step in entry.path:
                value = value[step]
            # A section with nothing but nulls in it is there, and empty.
            assert entry.value == (value if not isinstance(value, dict) else {})
            assert type(entry.value) is type(value)


@given(st.lists(st.tuples(SETTINGS | st.none(), EXTENSIONS), min_size=1, max_size=4))
def test_every_mention_is_a_winner_a_loser_or_dropped(layers: list[tuple[Tree | None, Tree]]) -> None:
    resolution = stacked([tree for tree, _ in layers], [extension for _, extension in layers]).resolve("p9")
    told = [
        (mention.layer.index, mention.root, mention.path) for entry in entries(resolution) for mention in entry.mentions
    ]
    mentioned = {
        (layer.index, root, path)
        for layer in resolution.layers
        for root, reading in (("inference_settings", layer.settings), ("extensions", layer.extensions))
        for path in reading.leaves
    }
    assert len(told) == len(set(told))
    assert set(told) == mentioned
    for trace in (resolution.trace, resolution.extension_trace):
        assert not trace.keys() & trace.dropped.keys()
    for entry in entries(resolution):
        indexes = [mention.layer.index for mention in entry.mentions]
        assert indexes == sorted(indexes)
        assert (entry.winner is None) == (entry.dropped_by is not None)


@given(LAYERS)
def test_resolving_twice_gives_equal_results(layers: list[Tree | None]) -> None:
    chain = stacked(layers)
    assert chain.resolve("p9") == chain.resolve("p9") == stacked(layers).resolve("p9")


@given(LAYERS, st.integers(0, 4), st.sampled_from([None, {}]))
def test_an_empty_layer_changes_nothing_but_the_lineage(
    layers: list[Tree | None], place: int, empty: Tree | None
) -> None:
    more = [*layers[:place], empty, *layers[place:]]
    without, with_it = stacked(layers).resolve("p9"), stacked(more).resolve("p9")
    assert with_it.values == without.values
    assert who_set_what(with_it) == who_set_what(without)
    assert len(with_it.lineage) == len(without.lineage) + 1


@given(*[settings(SHAPED)] * 3)
def test_merging_is_associative(lower: Tree, middle: Tree, upper: Tree) -> None:
    first = merge_settings(merge_settings(lower, middle).values, upper)
    last = merge_settings(lower, merge_settings(middle, upper).values)
    assert first.values == last.values


@given(LAYERS, SETTINGS, SETTINGS)
def test_unrelated_edits_change_nothing(layers: list[Tree | None], before: Tree, after: Tree) -> None:
    unedited = stacked(layers, zz={"inference_settings": before})
    edited = stacked(layers, zz={"inference_settings": after, "extensions": {"n.m@v1": 1}})
    assert unedited.resolve("p9") == edited.resolve("p9")


@given(SETTINGS, LAYERS)
def test_a_base_is_merged_by_the_same_engine(base: Tree, layers: list[Tree | None]) -> None:
    overlay = stacked(layers).resolve("p9")
    final, stack = overlay.on(base), stacked([base, *layers]).resolve("p9")
    assert final.values == stack.values
    assert final.extensions == overlay.extensions
    for entry, same in zip(final.trace.values(), stack.trace.values(), strict=True):
        assert [mention.layer.index for mention in entry.mentions] == [m.layer.index - 1 for m in same.mentions]
        assert entry.rule == (Rule.BASE if entry.winner and entry.winner.layer.is_base else same.rule)


@given(SETTINGS)
def test_typed_settings_hold_the_same(tree: Tree) -> None:
    resolution = stacked([tree]).resolve("p9")
    if not resolution.problems:
        typed = resolution.settings
        assert typed.model_dump(by_alias=True, exclude_unset=True) == resolution.values
        assert merge_settings({}, typed).values == resolution.values
        assert merge_settings(InferenceSettings(), typed).values == resolution.values


@given(LAYERS)
def test_printed_paths_lead_back(layers: list[Tree | None]) -> None:
    trace = stacked(layers).resolve("p9").trace
    for name, entry in trace.items():
        assert parse_path(name) == entry.path
        assert trace[entry.path] == trace[name] == entry
        assert name in trace


@given(SETTINGS)
def test_a_layer_is_read_without_its_stack(tree: Tree) -> None:
    [registry] = stacked([tree, {}]).registries
    layer = read_layer(registry, registry.profiles["p8"], 7)
    assert (layer.ref, layer.index) == ("r/p8", 7)
    assert set(layer.settings.leaves) == set(stacked([tree]).resolve("p9").merged.mentions)
