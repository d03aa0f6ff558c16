"""Two sides as text: what differs, what each is made of, and what stands in for them when there is nothing to show."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engineprofiles import LayeredSettings, Semantics, open_chain
from engineprofiles.application import Application
from engineprofiles.documents.reader import read
from engineprofiles.editing.profiles import Delete
from engineprofiles.editing.settings import Set
from engineprofiles.hosts.document import settings_from_yaml
from engineprofiles.resolution.parts import base_of
from profiledeck.drafting import edited
from profiledeck.presenters.compare import compare_heads, compare_rows, compare_summary
from profiledeck.presenters.lines import plain, text_of, width_of
from profiledeck.presenters.others import other_rows
from profiledeck.presenters.pair import pair_rows
from profiledeck.presenters.sides import Side, Sides, standing, versions
from profiledeck.state import Ref, State

BASE = """\
slug: base
profiles:
  default:
    display_name: Ground
    inference_settings:
      api: {api_keys: {k: sk-base}}
      chat: {engine: small, stream: true, stop: [a, b]}
    extensions: {app.prompts@v1: {tone: kind, n: 1}}
"""
TEAM = """\
slug: team
profiles:
  coder:
    stack: [{registry_slug: base, profile_slug: default}]
    inference_settings:
      api: {api_keys: {k: sk-coder}}
      chat: {engine: large, temperature: 0.5, stream: false}
  lost:
    stack: [{profile_slug: gone}]
  same:
    stack: [{registry_slug: base, profile_slug: default}]
"""
CODER, GROUND, SAME = ("team", "coder"), ("base", "default"), ("team", "same")


@pytest.fixture
def state(tmp_path: Path) -> State:
    (tmp_path / "base.yaml").write_text(BASE)
    (tmp_path / "team.yaml").write_text(TEAM)
    return State(chain=open_chain([tmp_path / "base.yaml", tmp_path / "team.yaml"]), selected=CODER)


def between(left: Ref, right: Ref) -> Sides:
    return Sides(Side(left), Side(right))


def rows(state: State, sides: Sides, width: int = 90) -> list[str]:
    return text_of(compare_rows(state, sides, width)).splitlines()


def heads(state: State, sides: Sides, width: int = 90) -> list[list[str]]:
    lines = (plain(line) for line in compare_heads(state, sides, width))
    return [[part.strip() for part in line.split("  ") if part.strip()] for line in lines]


def based(state: State, text: str) -> State:
    """With an application whose own settings are ``text``."""
    parts = [settings_from_yaml(read(text, "app.yaml")).layers[0]]
    base = LayeredSettings((base_of(parts),), Semantics.DOCUMENTED)
    assert state.chain is not None
    return replace(state, chain=replace(state.chain, application=Application("pinocchio", "pinocchio", base)))


def test_what_differs_stands_side_by_side_with_its_layers(state: State) -> None:
    assert rows(state, between(CODER, GROUND)) == [
        "api",
        "≠ api_keys.k           ••••••••  ② here  (differs) ••••••••  ① here",
        "chat",
        "≠ engine               large     ② here  small               ① here",
        "≠ temperature          0.5       ② here  not set",
        "≠ stream               false     ② here  true                ① here",
    ]


def test_all_rows_mark_those_that_are_the_same(state: State) -> None:
    shown = rows(state, replace(between(CODER, GROUND), every=True))
    assert [line for line in shown if line.startswith("=")] == [
        "= stop                 a, b      ① base  a, b                ① here",
        "= app.prompts@v1.n     1         ① base  1                   ① here",
        "= app.prompts@v1.tone  kind      ① base  kind                ① here",
    ]
    assert [line for line in shown if line[0] not in "=≠"] == ["api", "chat", "extensions"]


def test_the_layer_of_one_side_is_not_called_here_on_the_other(state: State) -> None:
    every = replace(between(SAME, GROUND), every=True)
    engine = next(line for line in rows(state, every) if "engine" in line)
    assert engine.split() == ["=", "engine", "small", "①", "base", "small", "①", "here"]


def test_the_heads_name_the_sides_and_what_they_are_made_of(state: State) -> None:
    assert heads(state, between(CODER, GROUND)) == [["team/coder", "base/default"], ["2 layers", "1 layer"]]
    assert heads(state, between(("team", "lost"), GROUND))[1][0] == "2 layers · ✕ 1 broken"


def test_nothing_differs(state: State) -> None:
    assert rows(state, between(SAME, GROUND)) == [
        "Nothing differs: both sides come to the same 6 fields. f shows them."
    ]
    assert compare_summary(state, between(SAME, GROUND)) == "6 fields, none differs"
    assert rows(state, between(("team", "lost"), ("team", "lost"))) == ["Neither side sets anything."]


def test_the_summary_counts(state: State) -> None:
    assert compare_summary(state, between(CODER, GROUND)) == "4 of 7 fields differ"
    assert compare_summary(state, replace(between(CODER, GROUND), letters=" eng ")).endswith("· filter: eng")
    assert compare_summary(State(), between(CODER, GROUND)) == ""


@pytest.mark.parametrize(
    ("letters", "found"),
    [
        ("eng", ["engine"]),
        ("small", ["engine"]),
        ("large", ["engine"]),
        ("chat 0.5", ["temperature"]),
        ("chst", ["stream"]),
        ("sk-coder", []),
        ("sk-base", []),
        ("stop", []),
    ],
)
def test_letters_are_looked_for_on_both_sides_and_not_in_secrets(state: State, letters: str, found: list[str]) -> None:
    shown = rows(state, replace(between(CODER, GROUND), letters=letters))
    assert [line.split()[1] for line in shown if line.startswith("≠")] == found
    assert found or shown == [f"Nothing matches “{letters}”."]


def test_a_side_that_has_gone_is_told(state: State) -> None:
    gone = edited(state, Delete(CODER))
    assert rows(gone, between(CODER, GROUND)) == ["team/coder is not in the chain any more."]
    assert heads(gone, between(CODER, GROUND)) == []
    assert text_of(pair_rows(gone, between(CODER, GROUND), 80)) == "No field is highlighted."
    assert rows(State(), between(CODER, GROUND)) == ["Opening the sources…"]


@pytest.mark.parametrize("width", [40, 56, 75, 115, 155])
def test_rows_and_heads_fit(state: State, width: int) -> None:
    sides = replace(between(CODER, GROUND), every=True)
    lines = [*(row.line for row in compare_rows(state, sides, width)), *compare_heads(state, sides, width)]
    lines += [row.line for row in pair_rows(state, sides, width)]
    assert max(map(width_of, lines)) <= width


def test_a_narrow_page_has_the_numbers_of_the_layers_alone(state: State) -> None:
    engine = next(line for line in rows(state, between(CODER, GROUND), 56) if "engine" in line)
    assert engine.split() == ["≠", "engine", "large", "②", "small", "①"]


# The highlighted row


def test_the_highlight_goes_on_to_the_next_row_that_is_shown(state: State) -> None:
    def at(name: str, **more: object) -> str:
        sides = replace(between(CODER, GROUND), at=("field", ("chat", name)), **more)  # type: ignore[arg-type]
        row = standing(state, sides)
        return row.leaf.name if row else ""

    assert at("engine") == "engine"
    assert at("stop", every=True) == "stop"
    assert at("stop") == "stream"
    assert at("never heard of") == "api_keys.k"
    assert at("stream", letters="api") == "api_keys.k"
    assert at("stream", letters="zzz") == ""


def test_the_highlighted_pair_is_told_in_full_with_its_places(state: State) -> None:
    sides = replace(between(CODER, GROUND), at=("field", ("chat", "temperature")))
    lines = text_of(pair_rows(state, sides, 100)).splitlines()
    assert lines[0] == "chat.temperature   differs"
    assert lines[1] == "left   0.5"
    assert lines[2].startswith("       ② team/coder  ")
    assert lines[2].endswith("team.yaml:7:42")
    assert lines[3] == "right  not set"
    same = replace(sides, every=True, at=("field", ("chat", "stop")))
    assert text_of(pair_rows(state, same, 100)).splitlines()[0] == "chat.stop   the same on both sides"


def test_a_secret_is_in_no_row(state: State) -> None:
    sides = replace(between(CODER, GROUND), every=True, at=("field", ("api", "api_keys", "k")))
    told = text_of(pair_rows(state, sides, 100))
    assert "(differs) •••••••• set" in told
    assert "sk-" not in told + text_of(compare_rows(state, sides, 100))
    revealed = replace(state, revealed=("field", ("api", "api_keys", "k")))
    assert "sk-" not in text_of(pair_rows(revealed, sides, 100)) + text_of(compare_rows(revealed, sides, 100))


# What to compare with


def others(state: State, letters: str = "") -> list[str]:
    return [" ".join(line.split()) for line in text_of(other_rows(state, letters, 90)).splitlines()]


def test_every_other_profile_can_be_chosen_top_of_the_chain_first(state: State) -> None:
    plain_state = replace(state, selected=GROUND)
    assert others(plain_state) == [
        "team/coder large",
        "team/lost no engine",
        "team/same small",
    ]
    assert others(plain_state, "co") == ["team/coder large"]
    assert others(plain_state, "zzz") == ["No profile has “zzz”."]


def test_versions_stand_first_and_only_those_that_there_are(state: State) -> None:
    assert others(state)[0] == "Geppetto's reading 1 field comes to something else"
    assert others(state, "reading") == ["Geppetto's reading 1 field comes to something else"]
    everything = based(edited(state, Set(GROUND, ("chat", "engine"), "tiny")), "chat: {top_p: 0.5}\n")
    assert [line.split()[0:2] for line in others(everything)[:3]] == [
        ["its", "saved"],
        ["with", "the"],
        ["Geppetto's", "reading"],
    ]
    other_edited = edited(state, Set(SAME, ("chat", "engine"), "tiny"))
    assert "its saved version" not in "\n".join(others(other_edited))
    assert versions(State()) == []


def test_the_saved_version(state: State) -> None:
    draft = edited(state, Set(CODER, ("chat", "engine"), "huge"))
    (saved, _) = versions(draft)
    assert [line.split() for line in rows(draft, saved)] == [
        ["chat"],
        ["≠", "engine", "huge", "②", "here", "large", "②", "here"],
    ]
    assert heads(draft, saved)[1] == ["as edited · 2 layers", "as it was saved · 2 layers"]
    assert rows(state, saved) == ["Nothing differs: both sides come to the same 7 fields. f shows them."]
    gone = edited(draft, Delete(CODER))
    assert rows(gone, saved.swapped()) == ["team/coder is not in the chain any more."]


def test_overlay_and_final(state: State) -> None:
    final = next(sides for sides in versions(based(state, "chat: {top_p: 0.5, engine: own}\n")) if sides.right.final)
    shown = based(state, "chat: {top_p: 0.5, engine: own}\n")
    assert [line.split() for line in rows(shown, final)] == [
        ["chat"],
        ["≠", "top_p", "not", "set", "0.5", "⓪", "app.yaml:1"],
    ]
    at = replace(final, at=("field", ("chat", "top_p")))
    assert "⓪ base  app.yaml:1:15" in text_of(pair_rows(shown, at, 90))


def test_both_sides_are_final_where_the_app_shows_profiles_so(state: State) -> None:
    shown = replace(based(state, "chat: {top_p: 0.5}\n"), final=True)
    assert compare_summary(shown, between(CODER, GROUND)) == "final · 4 of 8 fields differ"
    assert heads(shown, between(CODER, GROUND))[1] == ["3 layers", "2 layers"]
    (_, final, _) = versions(edited(shown, Set(CODER, ("chat", "engine"), "huge")))
    assert compare_summary(shown, final) == "1 of 8 fields differs"


def test_the_two_readings(state: State) -> None:
    (readings,) = versions(state)
    assert [line.split() for line in rows(state, readings)] == [
        ["chat"],
        ["≠", "stream", "false", "②", "here", "true", "①", "base"],
    ]
    assert rows(replace(state, semantics=Semantics.GEPPETTO), readings) == rows(state, readings)
    why = "≠ a false, a 0 or an empty text cannot override"
    assert why in text_of(pair_rows(state, readings, 120))
    assert why in text_of(pair_rows(state, readings.swapped(), 120))
    assert why not in text_of(pair_rows(state, between(CODER, GROUND), 120))
