"""Each pane in front, and what stands in it for profiles of all kinds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from profiledeck.state import FieldKey, Pane

Picture = Callable[..., bool]


@pytest.mark.parametrize("pane", list(Pane), ids=str)
def test_in_front(picture: Picture, pane: Pane) -> None:
    assert picture(str(list(Pane).index(pane) + 1))


@pytest.mark.parametrize("role", ["set-here", "inherited", "overridden", "redundant"])
def test_role(picture: Picture, role: str) -> None:
    number = ["set-here", "inherited", "overridden", "redundant"].index(role) + 1
    assert picture("3" + " f" * number)


def test_redundant_found(picture: Picture) -> None:
    assert picture("3 f f f f", at="team-agent/default")


def test_settings_filtered(picture: Picture) -> None:
    assert picture("3 slash c o s t")


def test_settings_without_a_hit(picture: Picture) -> None:
    assert picture("3 slash z z z")


def test_sections_folded(picture: Picture) -> None:
    assert picture("3 up left down left")


def test_secret_shown(picture: Picture) -> None:
    assert picture("3 home down ctrl+r")


ORIGINS: dict[str, tuple[str, FieldKey]] = {
    "engine": ("user-overrides/assistant", ("field", ("chat", "engine"))),
    "list-replaced": ("user-overrides/assistant", ("field", ("chat", "stop"))),
    "cost-with-dropped-rates": ("team-agent/analyst", ("field", ("model_info", "cost", "input"))),
    "map-merged-by-key": ("user-overrides/mutable", ("field", ("api", "api_keys", "openai-api-key"))),
    "extension": ("user-overrides/assistant", ("extension", ("app.prompts@v1", "system"))),
    "section": ("user-overrides/assistant", ("section", "chat")),
}


@pytest.mark.parametrize("name", ORIGINS)
def test_origin(picture: Picture, name: str) -> None:
    profile, field = ORIGINS[name]
    assert picture("5", at=profile, field=field)


@pytest.mark.parametrize(
    "profile",
    [
        "provider-anthropic/opus",
        "provider-gemini/pro",
        "user-overrides/offline",
        "lab/open-weights",
        "user-overrides/search",
        "provider-local/rerank",
        "user-overrides/scratch",
        "team-agent/assistant",
    ],
    ids=["priced", "partly-priced", "free", "cost-unknown", "embeddings", "rerank", "no-engine", "stale"],
)
def test_model(picture: Picture, profile: str) -> None:
    assert picture("4", at=profile)


def test_many_problems(picture: Picture) -> None:
    broken = ("yaml-syntax.yaml", "unknown-key.yaml", "wrong-type.yaml", "ref-missing-profile.yaml", "too-deep.yaml")
    assert picture("6", entries=tuple(f"sample-registries/broken/{name}" for name in broken))


def test_no_problem(picture: Picture) -> None:
    assert picture("6", entries=("sample-registries/10-provider-openai.yaml",))
