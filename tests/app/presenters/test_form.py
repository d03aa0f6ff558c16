"""The form as text: every field once, what is set, inherited and unsaved, texts that are not taken, no secrets."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from engineprofiles import Problem, open_chain
from engineprofiles.model.fields import FIELDS
from profiledeck.drafting import edited
from profiledeck.presenters.field_entry import setting, unsetting
from profiledeck.presenters.form import Form, box_place, entry_at, form_rows, form_summary
from profiledeck.presenters.form_strip import asked_lines, placeholder, strip_keys, strip_rows, strip_title
from profiledeck.presenters.lines import plain, text_of, width_of
from profiledeck.state import FieldKey, State

OPEN = frozenset[str]()
LEAF = ("team", "leaf")
TEMPERATURE: FieldKey = ("field", ("chat", "temperature"))
STOP: FieldKey = ("field", ("chat", "stop"))
API_KEY: FieldKey = ("field", ("api", "api_keys", "openai-api-key"))

REGISTRY = """\
slug: team
profiles:
  low:
    inference_settings:
      api:
        api_keys: {openai-api-key: sk-low, claude-api-key: sk-claude}
        base_urls: {openai-base-url: "https://me:sk-url@host/v1"}
      chat: {engine: small, temperature: 0.2, stop: [a, b]}
      model_info: {cost: {input: 0.15, output: 0.6}}
    extensions:
      app.prompts@v1: {tone: kind}
  leaf:
    display_name: Leaf
    stack: [{profile_slug: low}]
    inference_settings:
      api: {api_keys: {openai-api-key: sk-leaf}}
      chat: {engine: large, max_response_tokens: many, odd: 7}
      client: {timeout: 60}
      model_info: {cost: {input: 1}}
"""


@pytest.fixture
def state(tmp_path: Path) -> State:
    file = tmp_path / "team.yaml"
    file.write_text(REGISTRY)
    return State(chain=open_chain([file]), selected=LEAF)


def shown(state: State, key: FieldKey | tuple[str, str], form: Form | None = None, width: int = 80) -> list[str]:
    """The pieces of one row."""
    rows = form_rows(state, form or Form(closed=OPEN), width)
    return [piece for piece in plain(next(row.line for row in rows if row.key == key)).split("  ") if piece.strip()]


def row(state: State, *path: str, form: Form | None = None, width: int = 80) -> list[str]:
    return [piece.strip() for piece in shown(state, ("field", path), form, width)]


def test_every_field_has_a_row(state: State) -> None:
    keys = [row.key for row in form_rows(state, Form(closed=OPEN), 80)]
    assert len(keys) == len(set(keys))
    for path, field in FIELDS.items():
        as_entries = ("add", path) in keys
        assert (("field", path) in keys) is not as_entries, field


def test_a_row_says_where_its_value_comes_from(state: State) -> None:
    assert row(state, "chat", "engine") == ["engine", "large", "◆ set here"]
    assert row(state, "chat", "temperature") == ["temperature", "0.2", "◇ inherited ① team"]
    assert row(state, "chat", "top_p") == ["top_p", "– not set"]
    assert row(state, "model_info", "cost", "output") == ["cost.output", "– not set"]
    assert row(state, "chat", "max_response_tokens") == ["max_response_tokens", "…", "✕ cannot be read"]
    assert row(state, "client", "timeout")[:3] == ["timeout", "60 seconds", "◆ set here"]


def test_a_name_or_a_layer_without_room_is_cut_at_the_end_that_matters_less(state: State) -> None:
    assert row(state, "chat", "structured_output_require_valid", width=60)[0].endswith("_require_valid")
    assert row(state, "chat", "temperature", width=54)[-1] == "◇ inherited ①"


def test_an_unknown_key_is_there_to_be_taken_out(state: State) -> None:
    assert row(state, "chat", "odd") == ["odd", "•••••••• set", "◆ set here", "? unknown"]
    assert "No setting has this name" in text_of(strip_rows(state, Form(at=("field", ("chat", "odd"))), 80))


def test_unsaved_is_what_the_file_does_not_say(state: State) -> None:
    state = edited(state, setting(LEAF, TEMPERATURE, "0.9"), unsetting(LEAF, ("field", ("chat", "engine"))))
    assert row(state, "chat", "temperature") == ["temperature", "0.9", "● unsaved"]
    assert row(state, "chat", "engine")[:3] == ["engine", "small", "● unset, unsaved"]
    assert "● 2 unsaved" in form_summary(state, Form())
    state = edited(state, setting(LEAF, ("field", ("chat", "engine")), "large"))
    assert row(state, "chat", "engine") == ["engine", "large", "◆ set here"]


def test_no_secret_is_in_the_form(state: State) -> None:
    state = edited(state, setting(LEAF, API_KEY, "sk-new"))
    form = Form(closed=OPEN).typing(API_KEY, "sk-typed").typing(("field", ("client", "proxy_url")), "http://me:sk-p@h")
    form = form.typing(("field", ("api", "base_urls")), "one: http://me:sk-typed@host")
    form = form.typing(("extension", ("pinocchio.oauth@v1",)), "access_token: sk-typed\nexpires: 1")
    everything = text_of(form_rows(state, form, 200)) + repr(form)
    assert "2 lines" in everything
    keys = [cast("FieldKey", each.key) for each in form_rows(state, form, 80)]
    everything += "".join(text_of(strip_rows(state, Form(at=key), 200)) for key in keys)
    everything += placeholder(state, entry_at(state, API_KEY)) + entry_at(state, API_KEY).text
    urls = entry_at(state, ("field", ("api", "base_urls")))
    everything += urls.text + asked_lines(state, urls)
    assert "sk-" not in everything
    assert row(state, "api", "api_keys", "openai-api-key")[1] == "•••••••• set"


def test_a_secret_box_says_that_one_is_set(state: State) -> None:
    assert placeholder(state, entry_at(state, API_KEY)) == "set; type to replace"
    new: FieldKey = ("field", ("api", "api_keys", "other"))
    assert placeholder(state, entry_at(state, new)) == "not set; type it"


def test_a_list_starts_with_what_is_inherited_and_a_map_with_its_own(state: State) -> None:
    assert entry_at(state, STOP).text == "a\nb"
    assert "Starts with what is inherited." in asked_lines(state, entry_at(state, STOP))
    prompts = entry_at(state, ("extension", ("app.prompts@v1",)))
    assert prompts.text == ""
    assert "Inherited: {tone: kind}" in asked_lines(state, prompts)
    assert placeholder(state, entry_at(state, TEMPERATURE)) == "inherited: 0.2"


def test_a_text_that_is_not_taken_stays_in_its_row(state: State) -> None:
    form = Form(closed=OPEN, at=TEMPERATURE).typing(TEMPERATURE, "warm", "chat.temperature takes a number")
    assert row(state, "chat", "temperature", form=form) == ["temperature", "warm", "✕ not taken"]
    told = text_of(strip_rows(state, form, 80))
    assert told.startswith("✕ chat.temperature takes a number. The text is kept")
    assert "✎ 1 not taken" in form_summary(state, form)
    typed = form.typing(TEMPERATURE, "0.3")
    assert row(state, "chat", "temperature", form=typed) == ["temperature", "0.3", "✎ typed, not taken"]
    assert text_of(strip_rows(state, typed, 80)).startswith("✎ Typed and not taken.")
    assert not form.without(TEMPERATURE).typed
    assert not form.without(TEMPERATURE).faults


def test_what_belongs_to_the_application_is_folded_and_says_so(state: State) -> None:
    rows = {row.key: plain(row.line) for row in form_rows(state, Form(), 80)}
    assert rows["section", "client"].rstrip() == "▸ client  1 of 6 fields set here · belongs to the application"
    assert ("field", ("client", "timeout")) not in rows
    assert "Belongs to the application's base" in text_of(
        strip_rows(state, Form(at=("field", ("client", "timeout"))), 80)
    )


@pytest.mark.parametrize(
    ("letters", "names"),
    [
        ("temper", ["temperature", "temperature", "temperature"]),
        ("chat.engine", ["engine"]),
        ("set here chat", ["engine", "odd"]),
        ("seconds", []),
        ("how long a request", ["timeout"]),
    ],
)
def test_the_filter_finds_path_help_and_standing(state: State, letters: str, names: list[str]) -> None:
    rows = form_rows(state, Form(filter=letters), 80)
    found = [plain(row.line).split()[0] for row in rows if isinstance(row.key, tuple) and row.key[0] == "field"]
    assert found == names
    if not names:
        assert text_of(rows) == f"No field has “{letters}”."


def test_the_strip_says_what_the_row_is(state: State) -> None:
    form = Form(at=("field", ("inference", "reasoning_effort")))
    assert plain(strip_title(form)) == "inference.reasoning_effort"
    assert text_of(strip_rows(state, form, 90)) == (
        "How long the model reasons. Takes a text.\n"
        "Space goes through none, minimal, low, medium, high, xhigh, inherited.\n"
        "Replaces what is inherited."
    )
    form = Form(at=("field", ("model_info", "input")))
    assert "Known values: text, image, audio, video, pdf." in text_of(strip_rows(state, form, 90))
    assert "What people call the profile." in text_of(strip_rows(state, Form(at=("about", "display_name")), 90))
    assert "Enter asks for an entry" in text_of(strip_rows(state, Form(at=("add", ("api", "api_keys"))), 90))
    assert plain(strip_title(Form(at=("add", ("api", "api_keys"))))) == "Something new"
    assert "Which model answers" in text_of(strip_rows(state, Form(at=("section", "chat")), 90))
    assert strip_rows(state, Form(), 90) == ()


def test_the_strip_tells_the_keys_of_the_box() -> None:
    assert strip_keys(Form(at=TEMPERATURE)) == ""
    assert strip_keys(Form(at=TEMPERATURE, asks=True)) == "Enter takes it · Esc leaves it in the row"
    assert strip_keys(Form(at=("add", ("api", "api_keys")), asks=True)) == "Enter goes on · Esc back"


def test_why_nothing_can_be_changed_is_told_first(state: State) -> None:
    refusal = Problem("read-only", "team.yaml was opened to be read only")
    told = text_of(strip_rows(state, Form(at=TEMPERATURE, refusal=refusal), 120))
    assert told.startswith("✕ team.yaml was opened to be read only. Derive a profile")


@pytest.mark.parametrize("width", [40, 54, 76, 120, 200])
def test_rows_keep_to_their_width_and_the_box_to_its_column(state: State, width: int) -> None:
    rows = form_rows(state, Form(closed=OPEN), width)
    assert max(width_of(row.line) for row in rows) <= width
    start, cells = box_place(width)
    engine = plain(next(row.line for row in rows if row.key == ("field", ("chat", "engine"))))
    assert engine[start:].startswith("large")
    assert start + cells < width


def test_without_a_profile_there_is_no_form() -> None:
    assert text_of(form_rows(State(), Form(), 60)) == "Opening the sources…"
