"""The registries, top of the chain first, with the profiles of those that are opened.

Rows are made when they are looked at: a chain of 20,000 profiles costs no more than the lines on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rich.cells import cell_len

from engineprofiles import Chain, Problem, Profile, Registry, Resolution, Severity, Source
from engineprofiles.problems import first_error
from profiledeck.drafting import changed_documents, changed_profiles, changed_registries
from profiledeck.presenters.config_documents import HEADING, document, gives, is_there, listed_documents
from profiledeck.presenters.lines import Line, Row, Rows, RowsOnDemand, Span, fitted, fitted_end, line
from profiledeck.presenters.severities import BADGES, COUNTED
from profiledeck.presenters.wrapping import wrapped
from profiledeck.state import State, resolved

Key = tuple[str, ...]
"""``("registry", slug)``, ``("profile", registry, slug)``, ``("document", name)`` for a config document, or
``("source", name)`` for a source that gave nothing."""

UNSAVED = "•"
"""Marks what is edited and not saved."""

_ENGINES = (("chat", "engine"), ("embeddings", "engine"), ("rerank", "engine"))


def tree_rows(state: State, width: int) -> Rows:
    """The rows of the tree. Without a chain, or without anything to show, a row says why."""
    if state.chain is None:
        return (Row(line((state.why_nothing, "dim"))),)
    rows = TreeRows(state, state.chain, width)
    if len(rows):
        return rows
    why = f"No profile matches “{state.tree_filter}”." if state.tree_filter else state.why_nothing
    return tuple(Row(line((text, "dim"))) for text in wrapped(why, width))


def badges(chain: Chain, problems: Iterable[Problem]) -> Mapping[Key, Severity]:
    """The worst problem of each row of the tree, notes aside; a registry also counts those of its profiles."""
    worst: dict[Key, Severity] = {}
    for problem in problems:
        for key in _rows_of(chain, problem) if problem.severity in COUNTED else ():
            if key not in worst or _RANK[problem.severity] < _RANK[worst[key]]:
                worst[key] = problem.severity
    return worst


_RANK = {severity: rank for rank, severity in enumerate(Severity)}


def _rows_of(chain: Chain, problem: Problem) -> Iterator[Key]:
    registry, profile = chain.owner_of(problem.location)
    in_document = chain.config is not None and chain.config.text_of(problem.location.source) is not None
    if in_document:
        yield ("document", problem.location.source)
    if registry is not None and (profile is not None or not in_document):
        yield ("registry", registry)
        if profile is not None:
            yield ("profile", registry, profile)


class TreeRows(RowsOnDemand[Key]):
    """The visible rows of the tree, each made at the first look."""

    def __init__(self, state: State, chain: Chain, width: int) -> None:
        super().__init__(list(_visible(state, chain, width)))
        self._state = state
        self._chain = chain
        self._width = width

    def index_of(self, key: Key) -> int:
        """The place of ``key``, or -1."""
        try:
            return self._entries.index(key)
        except ValueError:
            return -1

    def row(self, key: Key) -> Row:
        if key[0] == "source":
            return Row(_source_line(_source(self._chain, key[1]), self._width), key)
        if key[0] == "reason":
            return Row(line(("    ", ""), (_reason(_source(self._chain, key[1]), self._width)[int(key[2])], "")))
        if key[0] == "heading":
            return Row(line((key[1], "dim")))
        if key[0] == "document":
            return Row(_document_line(self._state, self._chain, key[1], self._width), key)
        registry = self._chain.by_slug[key[1]]
        if key[0] == "registry":
            return Row(_registry_line(self._state, registry, self._width), key, folds=True)
        return Row(_profile_line(self._state, self._chain, registry, registry.profiles[key[2]], self._width), key)


def _visible(state: State, chain: Chain, width: int) -> Iterator[Key]:
    wanted = state.tree_filter.casefold()
    matches = _matcher(chain, wanted)
    if chain.config is not None and not wanted:
        documents = list(listed_documents(chain))
        yield from (("heading", HEADING),) * bool(documents)
        yield from (("document", name) for name in documents)
    for registry in chain.registries:
        if registry.inline and not registry.profiles:
            continue
        prefix = f"{registry.slug}/"
        profiles = [slug for slug in registry.profiles if not wanted or matches(prefix + slug)]
        if wanted and not profiles:
            continue
        yield ("registry", registry.slug)
        if wanted or registry.slug in state.opened:
            yield from (("profile", registry.slug, slug) for slug in profiles)
    for source in reversed(chain.sources) if not wanted else ():
        if not source.registries:
            yield ("source", source.name)
            yield from (("reason", source.name, str(number)) for number in range(len(_reason(source, width))))


def _matcher(chain: Chain, wanted: str) -> Callable[[str], bool]:
    """Full names that hold ``wanted`` as it stands; only when there are none, those with its letters in their order."""
    names = (f"{registry.slug}/{slug}" for registry in chain.registries for slug in registry.profiles)
    if any(wanted in name for name in names):
        return lambda name: wanted in name
    return lambda name: has_letters(wanted, name)


def has_letters(wanted: str, text: str) -> bool:
    """Whether ``text`` has the letters of ``wanted`` in their order, as a person types a part of a name."""
    at = 0
    for letter in wanted:
        at = text.find(letter, at) + 1
        if not at:
            return False
    return True


def _registry_line(state: State, registry: Registry, width: int) -> Line:
    opened = registry.slug in state.opened or bool(state.tree_filter)
    badge = _badge(state, ("registry", registry.slug))
    source = HEADING if registry.inline else registry.source.rpartition("/")[2]
    what = source if opened else f"{len(registry.profiles):<3} {source}"
    edited = registry.slug in changed_registries(state)
    return _columns("▾ " if opened else "▸ ", (registry.slug, "heading"), (what, "dim"), badge, width, edited)


def _profile_line(state: State, chain: Chain, registry: Registry, profile: Profile, width: int) -> Line:
    shadow = chain.shadowed_by(registry.slug, profile.slug)
    chosen = state.default == (registry.slug, profile.slug)
    mark = "●" if chosen else "★" if registry.default_profile == profile.slug else "○"
    tones = "strong" if chosen else "dim" if shadow else ""
    resolution = resolved(chain, (registry.slug, profile.slug), state.semantics, state.final)
    what = f"{engine_of(resolution)}  by {shadow}" if shadow else engine_of(resolution)
    badge = _badge(state, ("profile", registry.slug, profile.slug))
    edited = (registry.slug, profile.slug) in changed_profiles(state)
    return _columns(f"  {mark} ", (profile.slug, tones), (what, "dim"), badge, width, edited)


def _document_line(state: State, chain: Chain, name: str, width: int) -> Line:
    text = document(chain, name)
    there = is_there(text)
    edited = name in changed_documents(state)
    choice = state.selection.choice if state.selection else None
    mark = "● " if choice is not None and choice.location.source == name else "  "
    room = _first_column(mark, width) - (len(UNSAVED) + 1) * edited
    shown = name if cell_len(name) <= room else fitted_end(name, room)
    badge = _badge(state, ("document", name))
    return _columns(mark, (shown, "" if there else "dim"), (gives(text), "dim"), badge, width, edited)


def _source_line(source: Source, width: int) -> Line:
    """A source without registries: broken when something is wrong with it, else just empty."""
    problem = _worst(source)
    name = source.name.rpartition("/")[2]
    if problem is None:
        return _columns("  ", (name, "dim"), ("no registry", "dim"), Span(""), width)
    glyph, word, tone = BADGES[problem.severity]
    where = f"line {problem.location.line}" if problem.location.line else word
    return _columns(f"{glyph} ", (name, tone), (where, "dim"), Span(""), width)


def _reason(source: Source, width: int) -> Sequence[str]:
    """Why a source gives no registry, in lines."""
    problem = _worst(source)
    return wrapped(problem.message, max(8, width - 6)) if problem else ()


def _worst(source: Source) -> Problem | None:
    return first_error(source.problems) or next(iter(source.problems), None)


def _source(chain: Chain, name: str) -> Source:
    return next(source for source in chain.sources if source.name == name)


def engine_of(resolution: Resolution) -> str:
    """The engine that a profile comes to, of a chat or else of what it is for."""
    for path in _ENGINES:
        if (entry := resolution.trace.at(path)) and entry.value:
            return str(entry.value)
    return "no engine"


def _badge(state: State, key: Key) -> Span:
    severity = state.badges.get(key)
    return Span(BADGES[severity].glyph, BADGES[severity].tone) if severity else Span("")


def _columns(
    mark: str, name: tuple[str, str], what: tuple[str, str], badge: Span, width: int, edited: bool = False
) -> Line:
    """Mark, name, what it is and a badge at the right edge; a narrow tree leaves out what it is. What is ``edited``
    has a dot behind its name."""
    room = width - 2 - len(mark)
    first = _first_column(mark, width)
    if first == room:
        return line((mark, "dim"), *_name(name, room, edited), " ", badge)
    what_fits = fitted(what[0], room - first - 1)
    return line((mark, "dim"), *_name(name, first, edited), " ", (what_fits, what[1]), " ", badge)


def _first_column(mark: str, width: int) -> int:
    """The room for a name: in a narrow tree, all there is."""
    room = width - 2 - len(mark)
    return room if room < 26 else min(max(16, (width - 2) // 2), 40) - len(mark)


def _name(name: tuple[str, str], width: int, edited: bool) -> Line:
    text, tones = name
    if not edited:
        return line((fitted(text, width), tones))
    shown = fitted(text, min(cell_len(text), width - len(UNSAVED) - 1))
    return line((shown, tones), (f" {UNSAVED}", "warning"), " " * (width - cell_len(shown) - len(UNSAVED) - 1))
