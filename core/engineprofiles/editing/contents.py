"""The contents of a chain's sources, edited: another chain, with nothing touched on disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from engineprofiles.chain import Chain, Source
from engineprofiles.documents.config_documents import has, own_path
from engineprofiles.documents.edits import Edit, Put, Written, refusal, unwritten
from engineprofiles.documents.surgery import written_at
from engineprofiles.model.registry import Tree
from engineprofiles.model.secrecy import MASK
from engineprofiles.problems import Location, Path, Problem
from engineprofiles.stores import Content
from engineprofiles.stores.config_content import ConfigContent
from engineprofiles.stores.content import FileContent

_MASKS = (MASK, "<redacted>", "***REDACTED***")
_LEFT_OUT = ("registry-duplicate", "inline-hides-registry")
"""What this program, and Geppetto's, show in the place of a secret."""

Edits = Mapping[str, Sequence[Edit]]
"""Edits by the slug of the registry whose document they are made in."""


def source_of(chain: Chain, registry: str) -> Source:
    """The source that holds ``registry``. Raises ``RegistryNotFound``."""
    for source in chain.sources:
        if any(held.slug == registry for held in source.registries):
            return source
    raise Problem("registry-not-found", f"registry {registry!r} not found").error()


def content_of(chain: Chain, registry: str) -> Content:
    """What the source of ``registry`` holds. Raises ``ReadOnly`` for a source that only has values."""
    source = source_of(chain, registry)
    if source.content is None:
        raise Problem("read-only", f"{source.name} is no file and no database", "", Location(source.name)).error()
    return source.content


def tree_of(chain: Chain, registry: str) -> Tree:
    """The document of ``registry`` with the keys of YAML. Raises as :func:`content_of` does."""
    return content_of(chain, registry).tree(chain.by_slug[registry])


def own_lines(chain: Chain, registry: str, place: Path) -> Written | None:
    """What stands at ``place`` of the document of ``registry`` as its author wrote it; ``None`` where no lines of
    theirs can stand alone, as in a database. Raises as :func:`content_of` does."""
    content = content_of(chain, registry)
    if isinstance(content, ConfigContent):
        saying = [config for config in content.documents.documents if has(config.tree, own_path(config, place))]
        return written_at(saying[0].document, own_path(saying[0], place)) if len(saying) == 1 else None
    return written_at(content.document, place) if isinstance(content, FileContent) else None


def text_for(chain: Chain, new: tuple[str, str]) -> str | None:
    """The text that a new profile would stand in; ``None`` for a database. Raises as :func:`content_of` does."""
    content = content_of(chain, new[0])
    if isinstance(content, ConfigContent):
        return content.home(("profiles", new[1])).content.document.text
    return content.document.text if isinstance(content, FileContent) else None


def edited(chain: Chain, edits: Edits) -> Chain:
    """``chain`` with ``edits`` made. Raises ``ValidationError`` (``edit-refused``) and ``ReadOnly``."""
    contents: dict[str, Content] = {}
    for slug, made in edits.items():
        source = source_of(chain, slug)
        for edit in made:
            if isinstance(edit, Put) and _is_masked(unwritten(edit.value)):
                raise refusal(
                    "a mask is no value: it only stands for a secret that is not shown", Location(source.name)
                )
        content = contents.get(source.name) or content_of(chain, slug)
        contents[source.name] = content.edited(chain.by_slug[slug], made)
    return with_contents(chain, contents)


def with_contents(chain: Chain, contents: Mapping[str, Content]) -> Chain:
    """``chain`` with other ``contents`` in the sources of these names."""
    sources = tuple(_holding(source, contents.get(source.name)) for source in chain.sources)
    registries = tuple(registry for source in reversed(sources) for registry in source.registries)
    return replace(chain, sources=sources, registries=registries)


def _is_masked(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(map(_is_masked, value.values()))
    if isinstance(value, (list, tuple)):
        return any(map(_is_masked, value))
    return isinstance(value, str) and any(mask in value for mask in _MASKS)


def _holding(source: Source, content: Content | None) -> Source:
    if content is None or content is source.content:
        return source
    registries, problems = content.registries()
    slugs = {registry.slug for registry in source.registries}
    # A registry that the chain leaves out, since another source has one of its slug, stays out.
    kept = tuple(registry for registry in registries if registry.slug in slugs)
    left_out = tuple(problem for problem in source.problems if problem.code in _LEFT_OUT)
    return replace(source, content=content, registries=kept, problems=(*problems, *left_out))
