"""Rules about secrets that more people can read than should. Which value is one, the model declares."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator

from engineprofiles.chain import Chain, Source
from engineprofiles.checks.lookup import above, told
from engineprofiles.model.fields import FIELDS
from engineprofiles.model.paths import format_path
from engineprofiles.model.secrecy import Secret
from engineprofiles.problems import Path, Problem
from engineprofiles.redact import redact_extension_value, redact_value
from engineprofiles.resolution import Layer, Mention
from engineprofiles.resolution.reading import Reading

_READ_BY_OTHERS = stat.S_IRGRP | stat.S_IROTH
_SECRET: frozenset[Path] = frozenset(path for path, field in FIELDS.items() if field.secret is not Secret.NONE)
# Keys hold digits: words alone, a variable or something in angle brackets stands for a key that is not there.
_STAND_IN = re.compile(r"[a-z]+(?:[-_ .][a-z]+)*|\$\{?\w+\}?|<.*>|[*x.]*", re.IGNORECASE)


def secret_in_world_readable_file(chain: Chain) -> Iterator[Problem]:
    """A file holds a secret, and its mode lets the group or everyone read it. Told once, at the first secret."""
    for source in chain.sources:
        open_to_others = {name: mode for name, mode in source.modes.items() if mode & _READ_BY_OTHERS}
        for name, mode in open_to_others.items():
            secret = next((each for each in _secrets_in(chain, source) if _stands_in(each, source, name)), None)
            if secret is not None:
                who = "everyone on this computer" if mode & stat.S_IROTH else "its group"
                message = f"{_named(secret)} is a secret, and mode {mode:04o} lets {who} read {name}"
                yield told("secret-in-world-readable-file", message, secret)


def _stands_in(secret: Mention, source: Source, name: str) -> bool:
    """Whether the file called ``name`` holds the secret: the only one of its source, or one of several documents."""
    return len(source.modes) == 1 or any(part.location.source == name for part in secret.parts or (secret,))


def secret_in_shared_registry(chain: Chain) -> Iterator[Problem]:
    """Profiles of several other registries stack on one that holds a secret: such a registry is handed round, and
    the secret goes with it. Whether the file is published some other way cannot be seen from here."""
    for source in chain.sources:
        for secret in _secrets_in(chain, source):
            users = _registries_above(chain, secret.layer)
            if len(users) > 1:
                message = f"{_named(secret)} is a secret, and the registries {', '.join(users)} build on it"
                yield told("secret-in-shared-registry", message, secret)


def _secrets_in(chain: Chain, source: Source) -> Iterator[Mention]:
    """The secrets of a source, where each profile's settings come before its extensions."""
    for registry in source.registries:
        for slug in registry.profiles:
            layer = chain.layer(registry.slug, slug)
            if _may_hold_one(layer.settings):
                for path, value in layer.settings.leaves.items():
                    if value != redact_value(path, value) and not _is_stand_in(value):
                        yield Mention(layer, path, "inference_settings")
            for path, value in layer.extensions.leaves.items():
                if value != redact_extension_value(path, value) and not _is_stand_in(value):
                    yield Mention(layer, path, "extensions")


def _may_hold_one(settings: Reading) -> bool:
    """Whether a secret field is there, or a misspelt one may be."""
    if settings.problems:
        return True
    return not _SECRET.isdisjoint(settings.maps) or not _SECRET.isdisjoint(settings.leaves)


def _is_stand_in(value: object) -> bool:
    return isinstance(value, str) and _STAND_IN.fullmatch(value.strip()) is not None


def _registries_above(chain: Chain, layer: Layer) -> list[str]:
    """The other registries with a profile that stacks on ``layer``, directly or not, in alphabetical order."""
    users = {registry for registry, _ in above(chain, [(layer.registry, layer.profile)])}
    return sorted(users - {layer.registry})


def _named(secret: Mention) -> str:
    return f"{format_path(secret.path)} of {secret.layer.ref}"
