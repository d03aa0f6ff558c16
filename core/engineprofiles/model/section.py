"""What a settings field says about itself, and the base of every settings model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict

from engineprofiles.model.secrecy import MASK, Secret, masked

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.fields import FieldInfo
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

Unit = Literal["", "tokens", "USD per 1M tokens", "seconds", "bytes", "entries"]


class Owner(StrEnum):
    """Where a setting belongs: with the model that a profile describes, or in the application's base."""

    PROFILE = "profile"
    BASE = "base"


class Merge(StrEnum):
    """What happens when a layer sets what a lower layer has set."""

    REPLACE = "replace"
    BY_KEY = "by key"
    UNIT = "as a unit"
    """The whole container is replaced, with all that stands in it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The declaration of a settings field, written beside it with ``Annotated``.

    ``choices`` are the known values; others are let through, as Geppetto does. ``go`` is the Go name where it is not
    the key in camel case. ``optional`` says that the Go field can be nil; else it is a plain value that is always
    there. ``always_written`` says that Go writes the field into YAML even when it is nil or zero. ``owner`` and
    ``merge`` are told where they do not follow from the container and the type. The help of a section is the first
    line about its model.
    """

    help: str = ""
    _: KW_ONLY
    unit: Unit = ""
    choices: tuple[str, ...] = ()
    secret: Secret = Secret.NONE
    owner: Owner | None = None
    merge: Merge | None = None
    go: str = ""
    optional: bool = True
    always_written: bool = False

    def __get_pydantic_json_schema__(self, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core_schema)
        if self.help:
            schema["description"] = self.help
        if self.unit:
            schema["x-unit"] = self.unit
        if self.choices:
            schema["examples"] = list(self.choices)
        if self.secret is Secret.WHOLE:
            schema["writeOnly"] = True
        return schema


def declared(info: FieldInfo) -> Setting:
    """The declaration of a field of a settings model."""
    return next((mark for mark in info.metadata if isinstance(mark, Setting)), _PLAIN)


_PLAIN = Setting()


class Section(BaseModel):
    """A group of settings. A field that is ``None`` is absent; keys that no field has are kept as ``model_extra``.

    The text of a section shows only what is set, and never a secret. Values under unknown keys are masked too, for
    a misspelt ``api_keys`` holds keys as well.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="allow",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        hide_input_in_errors=True,
        defer_build=True,
    )

    json_tagged: ClassVar[bool] = False
    """Whether the Go struct has JSON tags, so that a SQLite payload spells its keys as YAML does."""

    @classmethod
    def from_tree(cls, tree: Mapping[str, Any]) -> Self:
        """The section with the values of ``tree``, by their YAML keys alone: ``ollama.num_ctx`` is an unknown key.

        Raises ``pydantic.ValidationError``, without the values, when one is not of its field's type.
        """
        return cls.model_validate(tree, by_alias=True, by_name=False)

    @classmethod
    def key_of(cls, name: str) -> str:
        """The YAML key of the field ``name``."""
        spelled = cls.model_config.get("alias_generator")
        alias = cls.model_fields[name].alias
        return alias or (spelled(name) if callable(spelled) else name)

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        for name, info in type(self).model_fields.items():
            value = getattr(self, name)
            if value is not None:
                yield name, masked(value, declared(info).secret)
        for key in self.model_extra or ():
            yield key, MASK
