"""Values that nest deeper than anyone can look at are told of and left out; the rest of the profile stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from engineprofiles import open_chain


def nested(levels: int) -> str:
    return "{a: " * levels + "1" + "}" * levels


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("extensions: {{a.b@v1: {deep}}}", 3),
        ("inference_settings: {{zzz: {deep}}}", 3),
        ("inference_settings: {{model_info: {{metadata: {{x: {deep}}}}}}}", 3),
    ],
)
def test_a_nesting_bomb_in_a_value_is_a_problem_with_a_place(tmp_path: Path, body: str, line: int) -> None:
    path = tmp_path / "deep.yaml"
    profile = body.format(deep=nested(3000))
    path.write_text(f"slug: deep\nprofiles:\n  p: {{display_name: Deep, {profile}}}\n  q: {{}}\n", encoding="utf-8")
    chain = open_chain(path)
    problem = next(problem for problem in chain.problems if problem.code in ("too-deep", "wrong-type"))
    assert "nests deeper than 200 levels" in problem.message
    assert problem.location.line == line
    resolution = chain.resolve("p")
    assert resolution.to_dict()["problems"]
    assert "deep" in repr(resolution.lineage[0])
    assert chain.resolve("q").problems == ()


def test_a_value_of_a_hundred_levels_is_read(tmp_path: Path) -> None:
    path = tmp_path / "deep.yaml"
    path.write_text(f"slug: deep\nprofiles: {{p: {{extensions: {{a.b@v1: {nested(100)}}}}}}}\n", encoding="utf-8")
    resolution = open_chain(path).resolve("p")
    assert resolution.problems == ()
    assert len(resolution.extension_trace.entries[0].path) == 101
