"""Plain data as JSON, YAML and TOML, in the order it has."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import tomli_w
import yaml

from engineprofiles.documents.scalars import resolve
from engineprofiles.resolution.plain import jsonable


def as_json(data: Any) -> str:
    """``data`` as JSON; dates are texts."""
    return json.dumps(jsonable(data), ensure_ascii=False, indent=2) + "\n"


def as_yaml(data: Any) -> str:
    """``data`` as YAML that both Geppetto and YAML 1.1 readers take for the same."""
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000)


def as_toml(data: Mapping[str, Any]) -> str:
    """``data`` as TOML, which has no null: such values are left out."""
    return tomli_w.dumps(_without_nulls(data))


FORMATS: Mapping[str, Callable[[Any], str]] = {"json": as_json, "yaml": as_yaml, "toml": as_toml}


class _Dumper(yaml.SafeDumper):
    """Writes repeated parts out, and quotes texts that yaml.v3 would take for something else."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = None if isinstance(resolve(text), str) else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def _without_nulls(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _without_nulls(child) for key, child in value.items() if child is not None}
    if isinstance(value, list | tuple):
        return [_without_nulls(child) for child in value if child is not None]
    return value
