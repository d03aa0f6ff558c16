"""``profiledeck schema``: JSON Schema, read off the settings models."""

from __future__ import annotations

from typing import Any

import click

from engineprofiles import InferenceSettings
from profiledeck.cli.output import format_option, write_data

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SLUG = r"^\s*[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?\s*$"
EXTENSION_KEY = r"^\s*[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+@[vV][1-9][0-9]{0,4}\s*$"


@click.command("schema")
@click.argument("document", type=click.Choice(["registry", "settings"]), default="registry")
@format_option("json", "yaml")
def command(document: str, form: str) -> None:
    """Print the JSON Schema of a YAML registry, or of the settings inside a profile or a base document.

    Editors complete and check registry files with it.
    """
    write_data(registry_schema() if document == "registry" else settings_schema(), form)


def settings_schema() -> dict[str, Any]:
    """The schema of ``inference_settings``."""
    return {"$schema": DIALECT, **InferenceSettings.model_json_schema(by_alias=True)}


def registry_schema() -> dict[str, Any]:
    """The schema of a YAML file with a registry."""
    settings = InferenceSettings.model_json_schema(by_alias=True)
    definitions = settings.pop("$defs")
    return {
        "$schema": DIALECT,
        "title": "Engine-profile registry",
        **_object(
            required=["slug"],
            slug=_slug("Name of the registry."),
            display_name=_text("Name for people."),
            description=_text("What the registry is for."),
            profiles={
                "description": "The profiles by slug. `default`, or else the first by name, is the default one.",
                "type": "object",
                "propertyNames": {"pattern": SLUG},
                "additionalProperties": {"$ref": "#/$defs/Profile"},
            },
            metadata={"$ref": "#/$defs/Metadata"},
        ),
        "$defs": {**definitions, "InferenceSettings": settings, **_parts()},
    }


def _parts() -> dict[str, Any]:
    return {
        "Profile": _object(
            slug=_slug("The key that the profile stands under, once more."),
            display_name=_text("Name for people."),
            description=_text("What the profile is for."),
            stack={
                "description": "The profiles beneath this one; later ones win, and this one wins over all.",
                "type": ["array", "null"],
                "items": {"$ref": "#/$defs/Reference"},
            },
            inference_settings={"anyOf": [{"$ref": "#/$defs/InferenceSettings"}, {"type": "null"}]},
            extensions={
                "description": "Settings of applications by key, such as app.prompts@v1.",
                "type": ["object", "null"],
                "propertyNames": {"pattern": EXTENSION_KEY},
            },
            metadata={"$ref": "#/$defs/Metadata"},
        ),
        "Reference": _object(
            required=["profile_slug"],
            registry_slug=_slug("The registry of the profile; without it, this one."),
            profile_slug=_slug("The profile."),
        ),
        "Metadata": {
            **_object(
                source=_text("Where it comes from."),
                version={"description": "Counts its changes.", "type": "integer", "minimum": 0},
                created_at_ms={"description": "Milliseconds since 1970.", "type": "integer"},
                updated_at_ms={"description": "Milliseconds since 1970.", "type": "integer"},
                created_by=_text("Who made it."),
                updated_by=_text("Who changed it last."),
                tags={"description": "Words to find it by.", "type": "array", "items": {"type": "string"}},
            ),
            "type": ["object", "null"],
        },
    }


def _object(required: list[str] | None = None, **properties: Any) -> dict[str, Any]:
    """A mapping whose other keys Geppetto ignores, and so are most likely misspelt."""
    needed = {"required": required} if required else {}
    return {"type": "object", "properties": properties, **needed, "additionalProperties": False}


def _slug(help: str) -> dict[str, Any]:
    return {"description": help, "type": "string", "pattern": SLUG}


def _text(help: str) -> dict[str, Any]:
    return {"description": help, "type": "string"}
