"""What Pinocchio calls in the end: the base that variables make, and a profile, maybe of several documents, over it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.core.hosts.made_up_home import inline, registry
from tests.core.hosts.situation import BUILT_IN, Situation, Told, happens

from engineprofiles import Semantics
from engineprofiles.hosts import Options

DEFAULT = "ROOT/home/.config/pinocchio/profiles.yaml"
ENGINE = {"PINOCCHIO_AI_ENGINE": "from-env"}

ENGINES = [
    Situation("nothing says anything", {}, Told("", BUILT_IN)),
    Situation("a variable without any profile", {}, Told("", "from-env of PINOCCHIO_AI_ENGINE"), ENGINE),
    Situation(
        "a profile wins over a variable",
        {"default": registry("team", default="d")},
        Told("team/default", f"d of {DEFAULT}:3", opens="team"),
        ENGINE,
        also=("variable-overridden",),
    ),
    Situation(
        "a profile that is silent leaves the variable",
        {"default": registry("team", default=None)},
        Told("team/default", "from-env of PINOCCHIO_AI_ENGINE", opens="team"),
        ENGINE,
    ),
    Situation(
        "a profile that is silent leaves the default",
        {"cwd": inline(helper=None)},
        Told("config-inline/helper", BUILT_IN, opens="config-inline"),
    ),
    Situation(
        "other programs' variables are not read",
        {},
        Told("", BUILT_IN),
        {"AI_ENGINE": "x", "OPENAI_API_KEY": "sk-x", "pinocchio_ai_engine": "x"},
        also=("variable-not-read",),
    ),
    Situation(
        "a variable that cannot be read stops all",
        {"default": registry("team", default="d")},
        Told("", "", "", "team", stops="variable-invalid at PINOCCHIO_TIMEOUT"),
        {"PINOCCHIO_TIMEOUT": "soon"},
    ),
    Situation(
        "of two documents the higher one sets the engine of an inline profile",
        {"home": inline(helper="h"), "repo": inline(helper="r"), "cwd": inline(other="c")},
        Told("config-inline/helper", "r of ../.pinocchio.yml:2", opens="config-inline"),
    ),
    Situation(
        "a higher document that is silent leaves the lower one's",
        {"home": inline(helper="h"), "cwd": "profiles: {helper: {display_name: Mine}}\n"},
        Told("config-inline/helper", "h of ~/.pinocchio/config.yaml:2", opens="config-inline"),
    ),
    Situation(
        "a stack in a higher document replaces the whole stack",
        {
            "home": inline(a="1", b="2") + "  helper: {stack: [{profile_slug: a}, {profile_slug: b}]}\n",
            "cwd": "profiles: {helper: {stack: [{profile_slug: a}]}}\n",
        },
        Told("config-inline/helper", "1 of ~/.pinocchio/config.yaml:2", "--profile", "config-inline"),
        options=Options("helper"),
    ),
    Situation(
        "an empty stack in a higher document takes it away",
        {
            "home": inline(a="1") + "  helper: {stack: [{profile_slug: a}]}\n",
            "cwd": "profiles: {helper: {stack: []}}\n",
        },
        Told("config-inline/helper", BUILT_IN, "--profile", "config-inline"),
        options=Options("helper"),
    ),
    Situation(
        "a profile wins over its stack, wherever both are said",
        {
            "home": "profiles: {helper: {inference_settings: {chat: {engine: own}}}}\n",
            "cwd": inline(a="1") + "  helper: {stack: [{profile_slug: a}]}\n",
        },
        Told("config-inline/helper", "own of ~/.pinocchio/config.yaml:1", "--profile", "config-inline"),
        options=Options("helper"),
    ),
    Situation(
        "no settings in a higher document leave the lower one's",
        {"home": inline(helper="h"), "cwd": "profiles: {helper: {inference_settings: }}\n"},
        Told("config-inline/helper", "h of ~/.pinocchio/config.yaml:2", opens="config-inline"),
    ),
    Situation(
        "slugs meet across documents however they are written",
        {"home": inline(Helper="h"), "cwd": inline(helper="c")},
        Told("config-inline/helper", "c of .pinocchio.yml:2", opens="config-inline"),
    ),
]


@pytest.mark.parametrize("situation", ENGINES, ids=lambda each: each.id)
def test_the_engine_that_is_called(situation: Situation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert happens(situation, tmp_path, monkeypatch) == situation.expected


# What a profile's settings, in the documents from low to high, come to over the base; in the documented reading, and
# in Geppetto's where that is another.
FINALS: list[tuple[str, list[str], str, Any, Any]] = [
    ("a value", ["{chat: {top_p: 0.5}}"], "chat.top_p", 0.5, 0.5),
    ("zero where none is a value", ["{chat: {temperature: 0}}"], "chat.temperature", 0, 0),
    ("false over true", ["{chat: {stream: false}}"], "chat.stream", False, True),
    ("the timeout of the base", ["{chat: {top_p: 1}}"], "client.timeout", 60, None),
    ("the timeout of a profile", ["{client: {timeout: 30}}"], "client.timeout", 30, None),
    ("a section without n", ["{openai: {}}"], "openai.n", 1, None),
    ("a part of embeddings", ["{embeddings: {engine: e}}"], "embeddings.dimensions", 1536, 0),
    ("a list", ["{chat: {stop: [a, b]}}", "{chat: {stop: [c]}}"], "chat.stop", ["c"], ["c"]),
    (
        "a map",
        ["{api: {api_keys: {x-api-key: k}}}", "{api: {api_keys: {openai-api-key: l}}}"],
        'api.api_keys."x-api-key"',
        "k",
        "k",
    ),
    (
        "prices replace prices",
        ["{model_info: {cost: {input: 1, output: 2}}}", "{model_info: {cost: {input: 3}}}"],
        "model_info.cost.output",
        None,
        0,  # Go writes both prices out
    ),
    (
        "false over true, between documents",
        ["{chat: {stream: true}}", "{chat: {stream: false}}"],
        "chat.stream",
        False,
        True,
    ),
    ("null says nothing", ["{chat: {top_p: 0.5}}", "{chat: {top_p: ~}}"], "chat.top_p", 0.5, 0.5),
]


@pytest.mark.parametrize(
    ("settings", "path", "documented", "geppetto"), [row[1:] for row in FINALS], ids=[row[0] for row in FINALS]
)
def test_the_final_value(
    settings: list[str],
    path: str,
    documented: Any,
    geppetto: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    places = ("home", "cwd")[-len(settings) :]
    files = {
        place: f"profiles: {{a: {{inference_settings: {text}}}}}\n"
        for place, text in zip(places, settings, strict=True)
    }
    chain = Situation("", files, Told()).open(tmp_path, monkeypatch)
    assert chain.base is not None
    for semantics, expected in ((Semantics.DOCUMENTED, documented), (Semantics.GEPPETTO, geppetto)):
        entry = chain.resolve(semantics=semantics).on(chain.base).trace.get(path)
        assert (entry and entry.value) == expected, semantics


def test_extensions_merge_key_by_key_and_lists_replace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    low = "profiles: {a: {extensions: {x.y@v1: {m: {k: 1, l: 2}, n: [1, 2]}, z.z@v1: 1}}}\n"
    high = "profiles: {a: {extensions: {x.y@v1: {m: {k: ~}, n: [3]}}}}\n"
    chain = Situation("", {"home": low, "cwd": high}, Told()).open(tmp_path, monkeypatch)
    assert chain.resolve().extensions == {"x.y@v1": {"m": {"k": None, "l": 2}, "n": [3]}, "z.z@v1": 1}


@pytest.mark.parametrize(
    ("high", "said"),
    [
        ("{}", {"display_name": "Low", "description": "l"}),
        ("{display_name: High}", {"display_name": "High", "description": "l"}),
        ("{display_name: '', description: ~}", {"display_name": "", "description": ""}),
    ],
)
def test_a_name_that_is_said_replaces_even_when_it_is_blank(
    high: str, said: Mapping[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    low = "profiles: {a: {display_name: Low, description: l}}\n"
    files = {"home": low, "cwd": f"profiles: {{a: {high}}}\n"}
    profile = Situation("", files, Told()).open(tmp_path, monkeypatch).by_slug["config-inline"].profiles["a"]
    assert {"display_name": profile.display_name, "description": profile.description} == said
