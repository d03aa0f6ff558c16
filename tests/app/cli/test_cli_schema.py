"""The JSON Schema that ``profiledeck schema`` prints."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from click.testing import Result

from engineprofiles.model import FIELDS

Run = Callable[..., Result]


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, child in node.items():
            if key == "$ref":
                yield child
            yield from _references(child)
    elif isinstance(node, list):
        for child in node:
            yield from _references(child)


@pytest.fixture(params=["registry", "settings"])
def schema(request: pytest.FixtureRequest, run: Run) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("schema", request.param).stdout)
    return found


def test_every_reference_leads_to_a_definition(schema: dict[str, Any]) -> None:
    references = set(_references(schema))

    assert references == {f"#/$defs/{name}" for name in schema["$defs"]}


def test_every_setting_is_described_where_its_path_leads(run: Run) -> None:
    schema = json.loads(run("schema").stdout)

    for path, field in FIELDS.items():
        node = schema["$defs"]["InferenceSettings"]
        for step in path:
            name = next(iter(_references(node)), "").rpartition("/")[2] if "properties" not in node else ""
            node = (schema["$defs"][name] if name else node)["properties"][step]
        assert node["description"] == field.help


def test_a_registry_knows_its_own_keys_alone(run: Run) -> None:
    schema = json.loads(run("schema").stdout)
    profile = schema["$defs"]["Profile"]

    assert list(schema["properties"]) == ["slug", "display_name", "description", "profiles", "metadata"]
    assert schema["required"] == ["slug"]
    assert schema["additionalProperties"] is False
    assert list(profile["properties"])[3:6] == ["stack", "inference_settings", "extensions"]


@pytest.mark.parametrize(
    ("slug", "fits"), [("team-agent", True), ("a", True), ("A.b_c", True), ("-a", False), ("my profile!", False)]
)
def test_slugs_are_held_to_their_letters(run: Run, slug: str, fits: bool) -> None:
    pattern = json.loads(run("schema").stdout)["properties"]["slug"]["pattern"]

    assert bool(re.search(pattern, slug)) is fits
