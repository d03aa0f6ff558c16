"""The rule that warns when facts are of another model than the one that is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from engineprofiles import Chain, Problem, Resolution, open_chain
from engineprofiles.checks import check_resolution

SAMPLES = Path(__file__).parents[3] / "sample-registries"

FACTS = "{id: small, context_window: 1000}"
LOWER = "      chat: {engine: small}\n"


def chain_of(folder: Path, base: str, leaf: str) -> Chain:
    file = folder / "r.yaml"
    file.write_text(
        "slug: r\nprofiles:\n"
        f"  base:\n    inference_settings:\n{base}"
        f"  leaf:\n    stack: [{{profile_slug: base}}]\n    inference_settings:\n{leaf}"
    )
    return open_chain([file])


def found(folder: Path, base: str, leaf: str, profile: str = "leaf") -> tuple[Problem, ...]:
    return stale(chain_of(folder, base, leaf).resolve(profile))


def stale(resolution: Resolution) -> tuple[Problem, ...]:
    return tuple(problem for problem in check_resolution(resolution) if problem.code == "model-info-stale")


def test_an_engine_changed_above_its_facts_is_stale(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, f"{LOWER}      model_info: {FACTS}\n", "      chat: {engine: large}\n")
    assert problem.code == "model-info-stale"
    assert problem.message == "r/leaf sets the engine large, but model_info is still that of small from r/base"
    assert problem.hint == "Set model_info in r/leaf."
    assert problem.location.label == f"{tmp_path / 'r.yaml'}:10:22"
    assert problem.location.path == ("profiles", "leaf", "inference_settings", "chat", "engine")
    assert problem.field == "profile.inference_settings.chat.engine"


@pytest.mark.parametrize(
    ("base", "leaf", "why"),
    [
        (f"{LOWER}      model_info: {FACTS}\n", "      chat: {engine: small}\n", "the same engine again"),
        (
            f"{LOWER}      model_info: {FACTS}\n",
            "      chat: {engine: big}\n      model_info: {id: big}\n",
            "new facts",
        ),
        (
            f"{LOWER}      model_info: {FACTS}\n",
            "      chat: {engine: big}\n      model_info: {id: alias}\n",
            "one layer",
        ),
        (LOWER, "      chat: {top_p: 1}\n      model_info: {id: other}\n", "the facts stand above the engine"),
        (f"{LOWER}      model_info: {{name: Small}}\n", "      chat: {engine: big}\n", "facts without an id"),
        (LOWER, "      chat: {engine: big}\n", "no facts"),
        (f"      model_info: {FACTS}\n", "      chat: {top_p: 1}\n", "no engine"),
        (f"      model_info: {FACTS}\n", "      embeddings: {engine: big}\n", "not an engine for chat"),
    ],
)
def test_what_is_not_stale(tmp_path: Path, base: str, leaf: str, why: str) -> None:
    assert found(tmp_path, base, leaf) == (), why


def test_the_application_s_base_is_a_layer_as_well(tmp_path: Path) -> None:
    resolution = chain_of(tmp_path, "      chat: {engine: large}\n", "      chat: {top_p: 1}\n").resolve("leaf")
    (problem,) = stale(resolution.on({"chat": {"engine": "small"}, "model_info": {"id": "small"}}))
    assert problem.message == "r/base sets the engine large, but model_info is still that of small from base"


def test_the_sample_chain_is_stale_where_its_tour_says_so() -> None:
    chain = open_chain(SAMPLES)
    hints = {
        resolution.selection.ref: problem.hint
        for registry in chain.registries
        for resolution in (chain.resolve(slug, registry=registry.slug) for slug in registry.profiles)
        for problem in stale(resolution)
    }
    assert hints["user-overrides/assistant"] == "Set model_info in user-overrides/assistant."
    assert hints["team-agent/assistant"] == "Set model_info in team-agent/assistant."
    assert "team-agent/analyst" not in hints
    assert "team-agent/coder" not in hints
