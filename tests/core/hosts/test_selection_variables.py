"""The two variables that select for every run, and the registry that is taken where nothing lists any."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.core.hosts.around import around

from engineprofiles.application import Found
from engineprofiles.hosts.selection_variables import default_registries, selection_variables, split_list


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("", ()),
        ("  ", ()),
        ("a.yaml", ("a.yaml",)),
        (" a.yaml , b.yaml ", ("a.yaml", "b.yaml")),
        ("[a.yaml, b.yaml]", ("a.yaml", "b.yaml")),
        (" [ a.yaml ] ", ("a.yaml",)),
        ("[]", ()),
        ("[a", ("[a",)),
        ("[", ("[",)),
        ("a,,b", ("a", "", "b")),
    ],
)
def test_a_list_is_split_at_commas(text: str, items: tuple[str, ...]) -> None:
    assert split_list(text) == items


def test_what_the_variables_select(tmp_path: Path) -> None:
    found = selection_variables(around(tmp_path, APP_PROFILE=" fast ", APP_PROFILE_REGISTRIES="[a.yaml, ,b.db]"), "APP")
    assert (found.profile, found.registries, found.problems) == ("fast", ("a.yaml", "b.db"), ())
    assert [(place.name, place.layer, place.found, place.gives) for place in found.places] == [
        ("APP_PROFILE", "selection", Found.SET, ("fast",)),
        ("APP_PROFILE_REGISTRIES", "selection", Found.SET, ("a.yaml", "b.db")),
    ]


def test_variables_that_are_not_set_are_places_too(tmp_path: Path) -> None:
    found = selection_variables(around(tmp_path), "APP")
    assert (found.profile, found.registries, found.problems) == ("", (), ())
    assert {place.found for place in found.places} == {Found.UNSET}


def test_blank_variables_count_as_not_set_and_say_so(tmp_path: Path) -> None:
    found = selection_variables(around(tmp_path, APP_PROFILE=" ", APP_PROFILE_REGISTRIES=" , "), "APP")
    assert (found.profile, found.registries) == ("", ())
    assert {place.found for place in found.places} == {Found.EMPTY}
    assert [(problem.code, problem.location.source) for problem in found.problems] == [
        ("variable-empty", "APP_PROFILE"),
        ("variable-empty", "APP_PROFILE_REGISTRIES"),
    ]


@pytest.mark.parametrize("text", ["", " ", "[]", "[ ]"])
def test_an_empty_list_crashes_the_application(tmp_path: Path, text: str) -> None:
    found = selection_variables(around(tmp_path, PINOCCHIO_PROFILE_REGISTRIES=text), "PINOCCHIO")
    assert (found.registries, found.places[1].found) == ((), Found.BROKEN)
    assert [problem.code for problem in found.problems] == ["variable-invalid"]


def test_the_listings_of_pinocchio_do_not_read_them(tmp_path: Path) -> None:
    found = selection_variables(around(tmp_path, PINOCCHIO_PROFILE="fast"), "PINOCCHIO")
    assert [problem.code for problem in found.problems] == ["variable-not-in-listings"]
    assert "PINOCCHIO_PROFILE" in found.problems[0].message


def test_the_password_of_a_registry_is_not_shown(tmp_path: Path) -> None:
    entry = "sqlite-dsn:file:a.db?_auth_pass=hunter2"
    found = selection_variables(around(tmp_path, APP_PROFILE_REGISTRIES=entry), "APP")
    assert found.registries == (entry,)
    assert "hunter2" not in repr(found.places)


def test_the_registry_beside_the_config_is_the_default(tmp_path: Path) -> None:
    path = tmp_path / ".config" / "app" / "profiles.yaml"
    assert default_registries(around(tmp_path), "app")[0] is None
    path.mkdir(parents=True)
    none, place = default_registries(around(tmp_path), "app")
    assert (none, place.found, place.layer, place.path) == (None, Found.MISSING, "default", str(path))
    path.rmdir()
    path.write_text("slug: a\n", encoding="utf-8")
    found, place = default_registries(around(tmp_path), "app")
    assert (found, place.found) == (str(path), Found.FOUND)
