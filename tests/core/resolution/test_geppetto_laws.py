"""Laws of Geppetto's reading, for settings of every kind of field."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.core.test_laws import EXTENSIONS, SETTINGS, Tree, entries, leaves_of, stacked

from engineprofiles import Semantics
from engineprofiles.model import Decoded
from engineprofiles.resolution.differences import _of_merges, differences
from engineprofiles.resolution.geppetto import written_settings

LAYERS = st.lists(st.tuples(SETTINGS | st.none(), EXTENSIONS), min_size=1, max_size=4)


@given(LAYERS)
def test_what_is_in_force_is_what_the_trace_says(layers: list[tuple[Tree | None, Tree]]) -> None:
    resolution = stacked([tree for tree, _ in layers], [extension for _, extension in layers]).resolve(
        "p9", semantics=Semantics.GEPPETTO
    )
    for trace, result in (
        (resolution.trace, resolution.values),
        (resolution.extension_trace, resolution.extensions),
    ):
        assert dict(leaves_of(result)).keys() <= {entry.path for entry in trace.values()}
    told = [
        (mention.layer.index, mention.root, mention.path) for each in entries(resolution) for mention in each.mentions
    ]
    mentioned = {
        (layer.index, root, path)
        for layer in resolution.layers
        for root, reading in (("inference_settings", layer.settings), ("extensions", layer.extensions))
        for path in reading.leaves
    }
    assert len(told) == len(set(told))
    assert set(told) == mentioned


@given(LAYERS)
def test_the_short_way_finds_the_differences_of_the_long_one(layers: list[tuple[Tree | None, Tree]]) -> None:
    documented = stacked([tree for tree, _ in layers], [extension for _, extension in layers]).resolve("p9")
    short = {(each.path, repr(each.documented), repr(each.geppetto)) for each in differences(documented)}
    long = _of_merges(documented, documented.in_semantics(Semantics.GEPPETTO))
    assert short == {(each.path, repr(each.documented), repr(each.geppetto)) for each in long}


@given(SETTINGS)
def test_a_plain_layer_reads_the_same_the_short_way(tree: Tree) -> None:
    layer = stacked([tree]).resolve("p9").layers[-1]
    written = layer.tree["inference_settings"]
    short = written_settings(written, Decoded.TWICE, layer.settings)
    long = written_settings(written, Decoded.TWICE, replace(layer.settings, plain=False))
    assert dict(short.leaves) == dict(long.leaves)
    assert set(short.loose) & short.leaves.keys() == set(long.loose) & long.leaves.keys()
    assert dict(short.units) == dict(long.units)
    assert short.departures == long.departures


@given(LAYERS)
def test_no_difference_means_the_same_settings(layers: list[tuple[Tree | None, Tree]]) -> None:
    documented = stacked([tree for tree, _ in layers], [extension for _, extension in layers]).resolve("p9")
    if documented.differences:
        return
    geppetto = documented.in_semantics(Semantics.GEPPETTO)
    shared = documented.merged.mentions.keys() & geppetto.merged.mentions.keys()
    for path in shared:
        assert documented.trace[path].value == geppetto.trace[path].value
