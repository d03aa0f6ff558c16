"""Settings to add: found by letters, typed in full, and never those that are there already."""

from __future__ import annotations

import pytest

from engineprofiles import open_chain
from engineprofiles.model.fields import FIELDS
from profiledeck.presenters.adding import addable_rows, typed_on
from profiledeck.presenters.lines import text_of, width_of
from profiledeck.state import State


@pytest.fixture
def state() -> State:
    return State().opening(open_chain(["sample-registries"]))


def test_without_letters_all_that_is_missing_is_listed(state: State) -> None:
    rows = addable_rows(state, "", 80)
    shown = text_of(rows)
    assert "chat.temperature" in shown
    assert "chat.engine" not in shown
    assert 60 < len(rows) < len(FIELDS)
    assert all(width_of(row.line) <= 80 for row in rows)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("top_p", ("field", ("chat", "top_p"))),
        ("CHAT.TEMP", ("field", ("chat", "temperature"))),
        ("randomness", ("field", ("chat", "temperature"))),
        ("ctmp", ("field", ("chat", "temperature"))),
        ("allow_http", ("map", ("api", "allow_http"))),
        ("api.allow_http.my-host", ("field", ("api", "allow_http", "my-host"))),
        ("model_info.metadata.a.b", ("field", ("model_info", "metadata", "a", "b"))),
        ("app.other@v2", ("extension", ("app.other@v2",))),
        ("app.other@v2.mode.x", ("extension", ("app.other@v2", "mode", "x"))),
    ],
)
def test_the_best_comes_first(state: State, text: str, first: object) -> None:
    assert addable_rows(state, text, 80)[0].key == first


@pytest.mark.parametrize("text", ["zzz", "chat.", "Not.An@v0", "api.api_keys."])
def test_what_is_not_spelled_out_has_no_row_of_its_own(state: State, text: str) -> None:
    assert "a key of its own" not in text_of(addable_rows(state, text, 80))


def test_where_nothing_is_found_it_says_how_to_type_a_key(state: State) -> None:
    (row,) = addable_rows(state, "zzz", 120)
    assert row.key is None
    assert "No setting is called so." in text_of([row])


def test_a_map_waits_for_its_key() -> None:
    assert typed_on(("map", ("api", "allow_http"))) == "api.allow_http."
