"""The old sections and their fields, as today's settings: ``ai-chat.ai-engine`` is ``chat.engine``.

An old field has the name of a flag, which follows from section and key. What follows no rule is in a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from engineprofiles.documents.scalars import Plain
from engineprofiles.documents.typed import is_null, key_text
from engineprofiles.migration.record import Record
from engineprofiles.model.fields import FIELDS, ROOT, SECTIONS, Field, Kind, nearest_name
from engineprofiles.problems import Path

Tree = dict[Any, Any]

# Today's section -> the old one and what its fields begin with. Every other is `<section>-chat` with `<section>-`.
_OTHERWISE_NAMED = {
    "chat": ("ai-chat", "ai-"),
    "client": ("ai-client", ""),
    "inference": ("ai-inference", "inference-"),
    "embeddings": ("embeddings", "embeddings-"),
    "rerank": ("rerank", "rerank-"),
}
# Never a section of their own: keys and addresses stood in all sections, what is known about a model in none.
_WITHOUT_SECTION = frozenset(("api", "model_info"))
# Never a flag: keys and addresses go by their ending, and `timeout` is written as client.timeout.
_WITHOUT_FLAG = frozenset(("api_keys", "base_urls", "timeout_second"))
_ENDINGS = {"-api-key": "api_keys", "-base-url": "base_urls"}


def _flags(section: str, prefix: str) -> Mapping[str, Field]:
    fields = [field for path, field in FIELDS.items() if path[0] == section and path[-1] not in _WITHOUT_FLAG]
    return MappingProxyType({prefix + field.key.replace("_", "-"): field for field in fields})


def _old_sections() -> Mapping[str, Mapping[str, Field]]:
    sections = [path[0] for path in SECTIONS if len(path) == 1 and path[0] not in _WITHOUT_SECTION]
    named = {section: _OTHERWISE_NAMED.get(section, (f"{section}-chat", f"{section}-")) for section in sections}
    return MappingProxyType({old: _flags(section, prefix) for section, (old, prefix) in named.items()})


OLD_SECTIONS = _old_sections()
"""Every old section by its name, and in it every field by its old name."""

_SECTION_OF = {flag: section for section, flags in OLD_SECTIONS.items() for flag in flags}


def holds_sections(node: Any) -> bool:
    """Whether ``node`` is a map with at least one old section in it."""
    return isinstance(node, dict) and not node.keys().isdisjoint(OLD_SECTIONS)


def is_section(key: Any, node: Any) -> bool:
    """Whether ``node`` under ``key`` is an old section: no profile of that name, and no section of today's."""
    if key not in OLD_SECTIONS or holds_sections(node):
        return False
    return key not in ROOT.members or (isinstance(node, dict) and any(_target(key, key_text(flag)) for flag in node))


def lay_sections(sections: Tree, path: Path, settings: Tree, record: Record) -> None:
    """Puts the fields of ``sections``, which stand at ``path``, into ``settings`` under the keys of today."""
    for key, node in sections.items():
        name = key_text(key)
        if name in OLD_SECTIONS:
            _lay_section(name, node, (*path, name), settings, record)
        else:
            near = nearest_name(name, OLD_SECTIONS)
            record.leave((*path, name), f"there was no such section{f': {near} was meant?' if near else ''}")


def _lay_section(name: str, node: Any, path: Path, settings: Tree, record: Record) -> None:
    section = next(iter(OLD_SECTIONS[name].values())).section
    if is_null(node):
        settings.setdefault(section, node)
        return
    if not isinstance(node, dict):
        record.leave(path, "a section is a map of fields")
        return
    if not node:
        record.lay(settings, (section,), {}, path)
    for key, value in node.items():
        flag = key_text(key)
        target = _target(name, flag)
        if target is None:
            record.leave((*path, flag), _why_unknown(name, flag))
        else:
            record.lay(settings, target, _as_written(value, target), (*path, flag))


def _target(section: str, flag: str) -> tuple[str, ...] | None:
    """Where today a field of an old section is."""
    for ending, key in _ENDINGS.items():
        if flag.endswith(ending):
            return ("embeddings" if section == "embeddings" else "api", key, flag)
    field = OLD_SECTIONS[section].get(flag)
    return field.path if field else None


def _why_unknown(section: str, flag: str) -> str:
    if flag in _SECTION_OF:
        return f"it is a field of {_SECTION_OF[flag]}, and was not read here"
    near = nearest_name(flag, OLD_SECTIONS[section])
    return f"{section} had no such field{f': {near} was meant?' if near else ''}"


def _as_written(value: Any, target: tuple[str, ...]) -> Any:
    """``value`` with its text kept where today's field takes a text: a model called ``4.10`` is not 4.1."""
    field = FIELDS.get(target) or FIELDS.get(target[:-1])
    if field is None or field.kind not in (Kind.STRING, Kind.STRINGS, Kind.STRING_MAP):
        return value
    if isinstance(value, list):
        return [_text(item) for item in value]
    if isinstance(value, dict):
        return {key_text(key): _text(item) for key, item in value.items()}
    return _text(value)


def _text(node: Any) -> Any:
    return node.text if isinstance(node, Plain) and node.value is not None else node
