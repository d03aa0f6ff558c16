"""Editing: the box over a row, the layer that edits go to, the draft's marks, the dialogs, and what is asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engineprofiles.problems import Problem
from engineprofiles.stores.yaml_file import YamlFileStore
from profiledeck.state import FieldKey

Picture = Callable[..., bool]


def setting(path: str) -> FieldKey:
    return "field", tuple(path.split("."))


def test_a_number(picture: Picture) -> None:
    assert picture("e 1 2 8 k", field=setting("chat.max_response_tokens"))


def test_a_number_refused(picture: Picture) -> None:
    assert picture("e m a n y enter", field=setting("chat.max_response_tokens"))


def test_a_choice(picture: Picture) -> None:
    assert picture("e down", field=setting("chat.api_type"))


def test_a_switch(picture: Picture) -> None:
    assert picture("e space", field=setting("chat.stream"))


def test_a_list(picture: Picture) -> None:
    assert picture("e", field=setting("chat.stop"))


def test_a_secret(picture: Picture) -> None:
    assert picture("e n e w", field=setting("api.api_keys.openai-api-key"))


def test_the_inherited_value(picture: Picture) -> None:
    assert picture("e g p t minus 5 minus m i n i")


def test_layers_to_choose_from(picture: Picture) -> None:
    assert picture("t")


def test_a_layer_chosen(picture: Picture) -> None:
    assert picture("t down enter 3")


def test_a_value_hidden_by_a_layer_above(picture: Picture) -> None:
    assert picture("t down enter e g p t")


def test_settings_to_add(picture: Picture) -> None:
    assert picture("a t o p")


def test_a_draft(picture: Picture) -> None:
    assert picture("e o 3 enter down u down e 4 k enter")


def test_a_draft_in_the_tree(picture: Picture) -> None:
    assert picture("e o 3 enter 1")


def test_a_new_profile(picture: Picture) -> None:
    assert picture("n f r e s h")


def test_a_name_that_is_taken(picture: Picture) -> None:
    assert picture("n s c r a t c h")


def test_a_derived_profile(picture: Picture) -> None:
    assert picture("D tab left left left", at="team-agent/analyst")


def test_a_copy(picture: Picture) -> None:
    assert picture("C", at="team-agent/analyst")


def test_another_name(picture: Picture) -> None:
    assert picture("R c o m m o n", at="team-agent/default")


def test_another_registry(picture: Picture) -> None:
    assert picture("M", at="team-agent/careful")


def test_deleting(picture: Picture) -> None:
    assert picture("X", at="team-agent/default")


def test_leaving(picture: Picture) -> None:
    assert picture("e o 3 enter q")


def test_a_source_that_takes_no_changes(picture: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusal(store: YamlFileStore) -> Problem | None:
        return Problem("read-only", f"{store.source} cannot be written to") if "20-team" in store.source else None

    monkeypatch.setattr(YamlFileStore, "write_refusal", refusal)
    assert picture("e", at="team-agent/coder")
