"""Texts that do not come through Geppetto as they were written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engineprofiles.model import Decoded, format_path
from engineprofiles.model.fields import field_at
from engineprofiles.model.secrecy import Secret
from engineprofiles.problems import Path, Problem
from engineprofiles.redact import secrecy
from engineprofiles.resolution import Layer, Resolution
from engineprofiles.resolution.departures import Departure


def unquoted_scalar(resolution: Resolution) -> Iterator[Problem]:
    """The profile's own texts without quotes that are a number, a date or a switch: Go writes them in its own form."""
    layer = _own(resolution)
    geppetto = layer.geppetto.settings
    for path, departure in geppetto.departures.items():
        if departure is not Departure.CANONICAL or path not in layer.settings.leaves or field_at(path) is None:
            continue
        name, place = format_path(path), ("inference_settings", *path)
        if secrecy(path) is Secret.NONE:
            message = f"{name}: {layer.written(place)} becomes {geppetto.leaves.get(path)}"
        else:
            message = f"{name} has no quotes and reaches Geppetto in another form"
        yield Problem("unquoted-scalar", message, location=layer.locate(place))


def yaml_v3_damages_string(resolution: Resolution) -> Iterator[Problem]:
    """The profile's own texts that Go's YAML writer cannot write so that they read the same."""
    layer = _own(resolution)
    for root, reading in (("inference_settings", layer.settings), ("extensions", layer.extensions)):
        for path, value in reading.leaves.items():
            if type(value) is str:
                damaged = "\n" in value and is_damaged(value)
            else:
                damaged = type(value) is list and any(is_damaged(item, in_list=True) for item in value)
            if damaged:
                yield _damaged(layer, root, path, value)


def is_damaged(value: Any, in_list: bool = False) -> bool:
    """Whether ``value`` is a text that yaml.v3 damages: one that begins with white space and goes on in another line.

    One that ends in a space, or has one before a line break, is written with quotes and is safe; a leading space does
    harm in a list alone.
    """
    if type(value) is not str or "\n" not in value or value[0] not in "\n\t ":
        return False
    quoted = " \n" in value or value.endswith(" ")
    return not quoted and (in_list or value[0] != " ")


def _damaged(layer: Layer, root: str, path: Path, value: Any) -> Problem:
    name = format_path(path if root == "inference_settings" else (root, *path))
    when = "merges it" if layer.decoded is Decoded.JSON else "loads the file"
    outcome = "loses its first line break" if type(value) is str and value[0] == "\n" else "fails"
    message = f"{name} begins with white space and goes on in another line: when Geppetto {when}, it {outcome}"
    return Problem("yaml-v3-damages-string", message, location=layer.locate((root, *path)))


def _own(resolution: Resolution) -> Layer:
    """The layer of the profile itself, as documented."""
    layer = resolution.layers[-1]
    return layer.documented or layer
