"""Names: registry and profile slugs, references to profiles, extension keys."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from engineprofiles.problems import Problem

SlugKind = Literal["registry", "profile"]

# Go's unicode.IsSpace. Python's str.strip() would also take U+001C to U+001F.
_GO_SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,126}[a-z0-9])?")
_PART = r"[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?"
_EXTENSION_KEY = re.compile(rf"({_PART})\.({_PART})@v([1-9][0-9]{{0,4}})")


def trimmed(text: str) -> str:
    """``text`` without the white space that Go trims at both ends."""
    return text.strip(_GO_SPACE)


def _lowered(text: str) -> str:
    # Go lower-cases a dotted capital I to a plain i; Python adds a combining dot.
    return text.replace("\u0130", "i").lower()


@lru_cache(4096)
def parse_slug(raw: str, kind: SlugKind = "profile") -> str:
    """The slug that ``raw`` names, trimmed and lower-cased.

    Raises ``ProfilesError`` (``slug-invalid``) for anything that is not 1 to 128 of ``a-z0-9._-`` with a
    letter or digit at both ends: Geppetto's rule for registry and profile slugs alike.
    """
    slug = _lowered(trimmed(raw))
    if _SLUG.fullmatch(slug):
        return slug
    what = "cannot be empty" if not slug else f"{raw!r} is invalid"
    raise Problem("slug-invalid", f"{kind} slug {what}").error()


@dataclass(frozen=True, slots=True, order=True)
class ProfileRef:
    """A reference to a profile; without ``registry`` it means the registry of whoever refers.

    ``index`` is its place in the stack as written, where entries that name nothing stand too.
    """

    registry: str | None
    profile: str
    index: int | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.registry}/{self.profile}" if self.registry else self.profile

    @classmethod
    def parse(cls, text: str) -> ProfileRef:
        """Reads ``profile`` or ``registry/profile``. Raises ``ProfilesError`` (``slug-invalid``)."""
        registry, slash, profile = text.rpartition("/")
        return cls(parse_slug(registry, "registry") if slash else None, parse_slug(profile))


@dataclass(frozen=True, slots=True)
class ExtensionKey:
    """The parsed form of an extension key ``namespace.feature@vN``."""

    namespace: str
    feature: str
    version: int

    def __str__(self) -> str:
        return f"{self.namespace}.{self.feature}@v{self.version}"

    @classmethod
    def parse(cls, raw: str) -> ExtensionKey:
        """Reads a key, trimmed and lower-cased. Raises ``ValidationError`` (``extension-key-invalid``)."""
        match = _EXTENSION_KEY.fullmatch(_lowered(trimmed(raw)))
        if match:
            return cls(match[1], match[2], int(match[3]))
        fault = f"{raw!r} is invalid (expected namespace.feature@vN)" if trimmed(raw) else "cannot be empty"
        raise Problem("extension-key-invalid", f"extension key {fault}", field=f"profile.extensions[{raw}]").error()
