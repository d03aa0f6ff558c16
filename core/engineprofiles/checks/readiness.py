"""Rules about what a profile lacks before an engine can be made of it, as far as the profile has to bring it."""

from __future__ import annotations

from collections.abc import Iterator

from engineprofiles.chain import Chain
from engineprofiles.checks.lookup import in_force, told, winner
from engineprofiles.model.fields import FIELDS, nearest_name
from engineprofiles.model.paths import format_path
from engineprofiles.model.providers import PROVIDERS, Provider
from engineprofiles.problems import Path, Problem
from engineprofiles.redact import OAUTH
from engineprofiles.resolution import Layer, Resolution

_ENGINE: Path = ("chat", "engine")
_API_TYPE: Path = ("chat", "api_type")
_KEYS: Path = ("api", "api_keys")
_OTHER_SECTIONS = ("embeddings", "rerank")
_VECTOR_TYPE: Path = ("embeddings", "type")
_VECTOR_ENGINE: Path = ("embeddings", "engine")
_VECTOR_LENGTH: Path = ("embeddings", "dimensions")
_VECTOR_KEY = "openai-api-key"

_API_TYPES = FIELDS["chat", "api_type"].choices
_VECTOR_TYPES = FIELDS["embeddings", "type"].choices


def engine_missing(chain: Chain) -> Iterator[Problem]:
    """A profile sets this and that but names no model, and nobody stacks on it who would.

    A profile for reranking needs no engine for a chat, and one for embeddings another one. Where something in a
    layer could not be understood, it may have been the engine.
    """
    for registry in chain.registries:
        for slug in registry.profiles:
            if (registry.slug, slug) in chain.users or _ENGINE in chain.layer(registry.slug, slug).settings.leaves:
                continue
            layers = chain.resolve(slug, registry=registry.slug).layers
            paths = {path for layer in layers for path in layer.settings.leaves}
            if not paths or _ENGINE in paths or any(map(_is_unclear, layers)):
                continue
            leaf, field = layers[-1], f"registry.profiles[{slug}]"
            if not any(path[0] in _OTHER_SECTIONS for path in paths):
                message = f"{leaf.ref} has settings, but no layer of it sets chat.engine"
                yield Problem("engine-missing", message, "", leaf.location, field)
            elif _VECTOR_ENGINE not in paths and not paths.isdisjoint((_VECTOR_TYPE, _VECTOR_LENGTH)):
                message = f"{leaf.ref} has settings for embeddings, but no layer of it sets embeddings.engine"
                yield Problem("embeddings-not-ready", message, "Set embeddings.engine.", leaf.location, field)


def api_type_unknown(resolution: Resolution) -> Iterator[Problem]:
    """The API type in force is none that Geppetto knows."""
    api_type = in_force(resolution, _API_TYPE)
    if api_type is None or api_type in PROVIDERS or api_type in _API_TYPES:
        return
    mention = winner(resolution, _API_TYPE)
    nearest = nearest_name(api_type, _API_TYPES)
    message = f"{mention.layer.ref} sets the API type {api_type!r}, which Geppetto does not know"
    yield told("api-type-unknown", message, mention, f"Did you mean {nearest}?" if nearest else "")


def api_type_without_engine(resolution: Resolution) -> Iterator[Problem]:
    """The API type in force is one of those that Geppetto lists without being able to chat with them."""
    api_type = in_force(resolution, _API_TYPE)
    if api_type is None or api_type in PROVIDERS or api_type not in _API_TYPES:
        return
    mention = winner(resolution, _API_TYPE)
    message = f"{mention.layer.ref} sets the API type {api_type}, for which Geppetto has no chat engine"
    yield told("api-type-without-engine", message, mention)


def api_key_missing(resolution: Resolution) -> Iterator[Problem]:
    """No layer sets a key for the provider that would be called, be it for a chat or for vectors.

    A login by OAuth stands for the key.
    """
    provider = _called(resolution)
    if provider and not any(_is_said(resolution, _key(name)) for name in provider.keys):
        yield from _no_key(resolution, _API_TYPE, provider.keys[0], provider.keys[1:])
    if in_force(resolution, _VECTOR_TYPE) == "openai" and _asks_for_vectors(resolution):
        places = (_key(_VECTOR_KEY), ("embeddings", "api_keys", _VECTOR_KEY))
        if not any(_is_said(resolution, path) for path in places) and not _is_broken(resolution):
            yield from _no_key(resolution, _VECTOR_TYPE, _VECTOR_KEY)


def api_key_empty(resolution: Resolution) -> Iterator[Problem]:
    """The key for the provider that would be called is there and empty: Geppetto takes it, the provider does not."""
    provider = _called(resolution)
    if provider is None:
        return
    there = [_key(name) for name in provider.keys if _is_said(resolution, _key(name))]
    if there and not any(in_force(resolution, path).strip() for path in there):
        mention = winner(resolution, there[0])
        yield told("api-key-empty", f"{mention.layer.ref} sets {format_path(mention.path)} to nothing", mention)


def provider_sections_missing(resolution: Resolution) -> Iterator[Problem]:
    """A section that the provider's engine asks for is not there, and no application will add it.

    Told of final settings only: nearly every application has these sections in its base, whatever a profile says.
    """
    provider = _called(resolution)
    if provider is None or not resolution.base:
        return
    absent = [name for name in provider.sections if not _has(resolution, name)]
    if absent:
        mention = winner(resolution, _API_TYPE)
        names = " and ".join(absent)
        message = f"chat.api_type of {mention.layer.ref} is {mention.value}, but no layer sets anything in {names}"
        yield told("provider-sections-missing", message, mention)


def embeddings_not_ready(resolution: Resolution) -> Iterator[Problem]:
    """An engine for vectors without a type that Geppetto knows or, where it has no default, without dimensions."""
    if not in_force(resolution, _VECTOR_ENGINE):
        return
    kind = in_force(resolution, _VECTOR_TYPE)
    if kind and kind not in _VECTOR_TYPES:
        mention = winner(resolution, _VECTOR_TYPE)
        message = f"{mention.layer.ref} sets embeddings.type {kind!r}, which Geppetto does not know"
        yield told("embeddings-not-ready", message, mention, f"Write {' or '.join(_VECTOR_TYPES)}.")
        return
    missing = "" if kind else "embeddings.type"
    if kind == "ollama" and not in_force(resolution, _VECTOR_LENGTH):
        missing = "embeddings.dimensions"
    if missing:
        mention = winner(resolution, _VECTOR_ENGINE)
        message = f"{mention.layer.ref} sets embeddings.engine, but {missing} is not set"
        yield told("embeddings-not-ready", message, mention, f"Set {missing}.")


def _is_unclear(layer: Layer) -> bool:
    return bool(layer.problem or layer.settings.problems)


def _called(resolution: Resolution) -> Provider | None:
    """The provider that a chat would call with a static key; ``None`` while no model is chosen or a layer is lost,
    which may have brought anything."""
    places = resolution.merged.mentions
    if _API_TYPE not in places or _ENGINE not in places:
        return None
    # Only the selected profile's own extension counts for a login: it is not inherited.
    if any(path[0] == OAUTH for path in resolution.layers[-1].extensions.leaves) or _is_broken(resolution):
        return None
    return PROVIDERS.get(in_force(resolution, _API_TYPE))


def _is_broken(resolution: Resolution) -> bool:
    return any(layer.problem for layer in resolution.layers)


def _key(name: str) -> Path:
    return (*_KEYS, name)


def _asks_for_vectors(resolution: Resolution) -> bool:
    """Whether a profile sets an engine for vectors. Every application's defaults have one, wanted or not."""
    return _VECTOR_ENGINE in resolution.merged.mentions and not winner(resolution, _VECTOR_ENGINE).layer.is_base


def _is_said(resolution: Resolution, path: Path) -> bool:
    """Whether anybody sets the key at ``path``. The application's own defaults have blank ones, which say nothing."""
    if path not in resolution.merged.mentions:
        return False
    return bool(in_force(resolution, path)) or not winner(resolution, path).layer.is_base


def _no_key(resolution: Resolution, path: Path, name: str, others: tuple[str, ...] = ()) -> Iterator[Problem]:
    mention = winner(resolution, path)
    message = (
        f"{format_path(path)} of {mention.layer.ref} is {mention.value}, but no layer sets {format_path(_key(name))}"
    )
    if others:
        message += f", nor {' or '.join(others)}"
    if mention.layer.is_base:  # of all profiles over it, this one is meant
        leaf = resolution.layers[-1]
        yield Problem("api-key-missing", f"{leaf.ref}: {message}", location=leaf.location)
    else:
        yield told("api-key-missing", message, mention)


def _has(resolution: Resolution, section: str) -> bool:
    path = (section,)
    return any(path in layer.settings.maps or path in layer.settings.leaves for layer in resolution.layers)
