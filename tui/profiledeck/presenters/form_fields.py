"""The fields of the form: every setting there is, with what the profile says itself and what it inherits."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from engineprofiles import Chain, Layer, Resolution
from engineprofiles.model.fields import FIELDS, ROOT, Field, Kind, Owner, field_at
from engineprofiles.model.registry import Profile
from engineprofiles.model.secrecy import Secret
from profiledeck.presenters.field_entry import ABOUT, ABSENT, own_value, value_at
from profiledeck.presenters.leaves import EXTENSIONS
from profiledeck.presenters.values import extension_path_text, path_text
from profiledeck.state import FieldKey, Ref, State

PROFILE = "profile"
"""The heading of what the profile says about itself."""

BASE_OWNED = frozenset(
    name for name in ROOT.members if all(each.owner is Owner.BASE for each in FIELDS.values() if each.section == name)
)
"""The sections that belong to the application."""


class Standing(Enum):
    """Where the value of a field comes from."""

    NOT_SET = auto()
    INHERITED = auto()
    SET_HERE = auto()
    UNREADABLE = auto()
    """The profile has something there that is no value of the field."""


@dataclass(frozen=True, slots=True, eq=False)
class FormField:
    """One row of the form.

    ``value`` is what the profile itself says or else what it inherits, ``ABSENT`` for neither; ``layer`` is where it
    comes from. It ``is_unsaved`` where the file says something else. A row that ``adds`` has no value: it asks for
    the name of a new one.
    """

    key: FieldKey
    section: str
    name: str
    value: Any = field(default=ABSENT, repr=False)
    standing: Standing = Standing.NOT_SET
    layer: Layer | None = None
    is_unsaved: bool = False

    @property
    def adds(self) -> bool:
        return self.key[0] == "add"

    @property
    def is_unknown(self) -> bool:
        """Whether no setting has this name."""
        key, path = self.key
        return key == "field" and not isinstance(path, str) and field_at(path) is None


def form_fields(state: State, new: Collection[FieldKey] = ()) -> list[FormField]:
    """The profile's own words, then all settings in the model's order, then the extensions by their keys.

    ``new`` are keys of secrets and of extensions that are not there yet and have a row too.
    """
    resolution, chain, ref = state.resolution, state.chain, state.selected
    if resolution is None or chain is None or ref is None:
        return []
    saved = state.draft.saved if state.draft else chain
    before = _Written(saved, ref) if _has(saved, ref) else None
    return list(_Fields(resolution, _Written(chain, ref), before, new).all())


class _Written:
    """What one profile of a chain says itself."""

    def __init__(self, chain: Chain, ref: Ref) -> None:
        registry, slug = ref
        self.profile: Profile = chain.by_slug[registry].profiles[slug]
        self.layer = chain.layer(registry, slug)

    def at(self, key: FieldKey) -> Any:
        return own_value(self.profile, self.layer, key)

    def holds(self, key: FieldKey) -> bool:
        """Whether anything is written there, be it readable or not."""
        root = "extensions" if key[0] == "extension" else "inference_settings"
        return key[0] != "about" and self.layer.written((root, *key[1])) not in (None, {})


class _Fields:
    def __init__(
        self, resolution: Resolution, here: _Written, saved: _Written | None, new: Collection[FieldKey]
    ) -> None:
        self._resolution = resolution
        self._here = here
        self._saved = saved
        self._new = [(kind, path) for kind, path in new if not isinstance(path, str)]

    def all(self) -> Iterator[FormField]:
        for name in ABOUT:
            yield self._field(("about", name), PROFILE, name)
        for section in ROOT.members:
            for each in FIELDS.values():
                if each.section == section:
                    yield from self._setting(each)
            yield from self._unknown(section)
        keys = {str(path[0]) for path in self._resolution.merged_extensions.mentions}
        for key in sorted(keys | {str(path[0]) for kind, path in self._new if kind == "extension"}):
            yield self._field(("extension", (key,)), EXTENSIONS, extension_path_text((key,)))
        yield FormField(("add", EXTENSIONS), EXTENSIONS, "+ add an extension")

    def _setting(self, each: Field) -> Iterator[FormField]:
        """A row; of a map of secrets one for each key, since the map as a whole cannot be shown to be edited."""
        if not (each.kind is Kind.STRING_MAP and each.secret is Secret.WHOLE):
            yield self._field(("field", each.path), each.section, path_text(each.path[1:]))
            return
        paths = {*self._resolution.merged.mentions, *(path for kind, path in self._new if kind == "field")}
        for path in sorted((path for path in paths if path[:-1] == each.path), key=str):
            yield self._field(("field", path), each.section, path_text(path[1:]))
        yield FormField(("add", each.path), each.section, f"+ add to {path_text(each.path[1:])}")

    def _unknown(self, section: str) -> Iterator[FormField]:
        for path in self._here.layer.settings.leaves:
            if path[0] == section and len(path) > 1 and field_at(path) is None:
                yield self._field(("field", path), section, path_text(path[1:]))

    def _field(self, key: FieldKey, section: str, name: str) -> FormField:
        own = self._here.at(key)
        before = self._saved.at(key) if self._saved else ABSENT
        unsaved = type(own) is not type(before) or own != before
        if own is not ABSENT:
            return FormField(key, section, name, own, Standing.SET_HERE, self._here.layer, unsaved)
        if self._here.holds(key):
            return FormField(key, section, name, ABSENT, Standing.UNREADABLE, self._here.layer, unsaved)
        value, layer = self._inherited(key)
        standing = Standing.NOT_SET if layer is None else Standing.INHERITED
        return FormField(key, section, name, value, standing, layer, unsaved)

    def _inherited(self, key: FieldKey) -> tuple[Any, Layer | None]:
        """The effective value at and below the path, and the topmost layer that gave any of it."""
        kind, path = key
        if kind == "about" or isinstance(path, str):
            return ABSENT, None
        trace = self._resolution.extension_trace if kind == "extension" else self._resolution.trace
        found = (trace.at(inner) for inner in trace.paths if inner[: len(path)] == path)
        entries = [entry for entry in found if entry is not None]
        if not entries:
            return ABSENT, None
        top = max((entry.layers[-1] for entry in entries), key=lambda layer: layer.index)
        return value_at(((entry.path, entry.value) for entry in entries), path), top


def _has(chain: Chain, ref: Ref) -> bool:
    registry = chain.by_slug.get(ref[0])
    return registry is not None and ref[1] in registry.profiles
