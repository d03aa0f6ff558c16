"""Opening a chain: entries become stores, stores are loaded, and what is wrong stays with its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from os import PathLike, fspath

from engineprofiles.chain import CONFIG, SOURCES_FIELD, Chain, Source
from engineprofiles.model.registry import Registry
from engineprofiles.problems import Location, Problem, ProfilesError, first_error
from engineprofiles.resolution.layered import layer_problems
from engineprofiles.resolution.resolve import read_layer
from engineprofiles.resolution.stack import local_faults
from engineprofiles.sources import display, expand, parse_source, split_entries, store_for
from engineprofiles.stores import MemoryStore, Store


@dataclass(frozen=True, slots=True)
class Listing:
    """A comma list of entries that stands in a variable or setting, named by ``where``, for every run.

    A ``single`` one is one entry as Geppetto takes it: no list, and no folder of files. ``place`` is where it stands,
    if it stands in a text.
    """

    text: str
    where: str
    single: bool = False
    place: Location = field(default_factory=Location)


Entry = str | PathLike[str] | Store | Listing
"""One source: a path, an entry such as ``sqlite:team.db``, a store, or a list that stands somewhere."""


def open_chain(sources: Entry | Iterable[Entry], *, strict: bool = False, read_only: bool = False) -> Chain:
    """Opens ``sources``, later ones above earlier ones, and gives their chain.

    An entry is a path, ``yaml:PATH``, ``sqlite:PATH``, ``sqlite-dsn:DSN``, a directory (its ``*.yaml`` and ``*.db``
    files by name), a comma list of these, or a store. Bad content never raises: ``chain.problems`` says.
    With ``strict`` the first error is raised, as Geppetto would when it loads the same sources. What is opened
    ``read_only`` refuses every change; a store that is given decides for itself.
    """
    opened = _without_duplicates([_loaded(source) for source in named_sources(sources, read_only=read_only)])
    last_first = tuple(registry for source in reversed(opened) for registry in source.registries)
    chain = Chain(tuple(opened), last_first)
    if strict:
        for problem in load_refusals(chain):
            raise problem.error()
    return chain


def named_sources(entries: Entry | Iterable[Entry], *, read_only: bool = False) -> Iterator[Source]:
    """The sources that ``entries`` name as :func:`open_chain` takes them, none of them read yet."""
    for entry in [entries] if isinstance(entries, str | PathLike | Store | Listing) else entries:
        if isinstance(entry, Store):
            yield _given(entry)
        elif isinstance(entry, Listing):
            found = _named_sources(entry.text, read_only, entry.single)
            yield from (replace(source, listed_in=entry.where, listed_at=entry.place) for source in found)
        else:
            yield from _named_sources(entry, read_only)


def _given(store: Store) -> Source:
    from engineprofiles.stores.config_documents import ConfigStore  # few chains have one

    kind, reason = (
        (CONFIG, "found by the application") if isinstance(store, ConfigStore) else ("store", "given as a store")
    )
    return Source(store.source, kind, reason, store)


def _named_sources(entry: str | PathLike[str], read_only: bool, single: bool = False) -> Iterator[Source]:
    try:
        entries = split_entries(entry) if isinstance(entry, str) and not single else (entry,)
        specs = tuple(map(parse_source, entries)) if single else expand(entries)
    except ProfilesError as error:
        yield _refused(fspath(entry), error.problem)
        return
    for spec in specs:
        yield Source(display(spec), spec.kind, spec.reason, store_for(spec, read_only=read_only))


def _refused(text: str, problem: Problem) -> Source:
    """A source whose entry cannot be understood: nothing but its problem."""
    placed = problem if problem.location.source else problem.at(Location(text))
    return Source(text, "entry", "not understood", MemoryStore((), text), problems=(placed,))


def _loaded(source: Source) -> Source:
    loaded = source.store.load()
    kept = source.problems if source.kind == "entry" else ()
    problems = (*kept, *loaded.problems)
    return replace(source, registries=loaded.registries, problems=problems, mode=loaded.mode, content=loaded.content)


def _without_duplicates(sources: Sequence[Source]) -> list[Source]:
    """A registry slug belongs to the first source that has it; a later one is left out with a problem."""
    # Where there are inline profiles, Pinocchio makes a registry of them and looks there first.
    registries = [registry for source in sources for registry in source.registries]
    inline = {each.slug for each in registries if _counts_as_inline(each)}
    imported = {each.slug for each in registries if not each.inline}
    owners: dict[str, Source] = {}
    kept = []
    for source in sources:
        own: list[Registry] = []
        problems = list(source.problems)
        for registry in source.registries:
            if registry.inline:
                own += [registry] if registry.slug in inline or registry.slug not in imported else []
                continue
            owner = owners.setdefault(registry.slug, source)
            if owner is not source or registry.slug in {other.slug for other in own}:
                problems.append(_duplicate(registry, owner))
            elif registry.slug in inline:
                problems += _hidden(registry)
            else:
                own.append(registry)
        kept.append(replace(source, registries=tuple(own), problems=tuple(problems)))
    return kept


def _hidden(registry: Registry) -> Iterator[Problem]:
    """Nothing finds ``registry``, but what stops Pinocchio at it still does."""
    message = f"{registry.slug} is what Pinocchio calls the inline profiles, so this registry is left out"
    yield Problem("inline-hides-registry", message, "", registry.document.locate(("slug",)))
    if refusal := first_error(_registry_refusals(registry)):
        yield refusal


def _counts_as_inline(registry: Registry) -> bool:
    return registry.inline and bool(registry.profiles or registry.problems)


def _duplicate(registry: Registry, owner: Source) -> Problem:
    message = f"registry {registry.slug!r} is in {owner.name} already, so this one is left out"
    return Problem("registry-duplicate", message, "", registry.document.locate(("slug",)))


def load_refusals(chain: Chain) -> Iterator[Problem]:
    """What Geppetto would refuse to load, in its order."""
    if not chain.sources:
        yield Problem("no-sources", "no source was named", field=SOURCES_FIELD)
    for source in chain.sources:
        for problems in (source.problems, *map(_registry_refusals, source.registries)):
            if refusal := first_error(problems):
                yield refusal
    if not chain.registries:
        yield Problem("no-registries", "no source holds a registry", field=SOURCES_FIELD)


def _registry_refusals(registry: Registry) -> Iterator[Problem]:
    # Of two keys that are one slug Geppetto takes the last, and says nothing.
    yield from (problem for problem in registry.problems if problem.code != "slug-collision-after-normalising")
    for profile in registry.profiles.values():
        yield from layer_problems(read_layer(registry, profile, 1))
    yield from local_faults(registry)
