"""The application's side of final = base + overlay: settings of its own as the layers beneath a stack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engineprofiles.model.registry import Decoded
from engineprofiles.model.settings import InferenceSettings
from engineprofiles.problems import Location, Path
from engineprofiles.resolution.layer import Layer
from engineprofiles.resolution.layered import LayeredSettings
from engineprofiles.resolution.reading import read_settings
from engineprofiles.resolution.semantics import Semantics

Base = LayeredSettings | InferenceSettings | Mapping[str, Any]
"""Settings in any of their forms: layers with their places, typed, or plain nested data with YAML's key names."""


def base_layers(base: Base) -> tuple[Layer, ...]:
    """``base`` as layers of index 0."""
    if isinstance(base, LayeredSettings):
        return tuple(replace(layer.documented or layer, index=0) for layer in base.layers)
    tree = base.model_dump(by_alias=True, exclude_unset=True) if isinstance(base, InferenceSettings) else base
    settings = read_settings(tree, _in_base)
    written = {"inference_settings": tree}
    return (Layer(0, "", "base", settings=settings, tree=written, locate=_in_base, decoded=Decoded.ONCE),)


def _in_base(path: Path, *, key: bool = False) -> Location:
    return Location("base", path)


def merge_settings(base: Base, overlay: Base, *, semantics: Semantics = Semantics.DOCUMENTED) -> LayeredSettings:
    """``overlay`` merged over ``base``: the same engine as for a stack."""
    above = tuple(replace(layer, index=1) for layer in base_layers(overlay))
    return LayeredSettings((*base_layers(base), *above), Semantics.DOCUMENTED).in_semantics(semantics)
