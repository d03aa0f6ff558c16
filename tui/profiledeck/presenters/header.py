"""The line at the top: which profile is shown, why it is the one, what it hides; and how the chain is."""

from __future__ import annotations

from engineprofiles import Semantics
from engineprofiles.model.selection import Selection
from profiledeck.presenters.layers import ring
from profiledeck.presenters.lines import Line, clipped, fitted, line, width_of
from profiledeck.presenters.problem_order import chain_tally
from profiledeck.presenters.severities import COUNTED
from profiledeck.state import DETAILS, Layout, Pane, State

_SHORT_TAB = 5
GEPPETTO = " ≠ Geppetto's reading "
"""The banner over everything while the layers are read as Geppetto reads them."""

TITLES = {
    Pane.REGISTRIES: "Registries",
    Pane.STACK: "Stack",
    Pane.SETTINGS: "Settings",
    Pane.MODEL: "Model",
    Pane.ORIGIN: "Origin",
    Pane.PROBLEMS: "Problems",
}

_NAMED = 3
"""How many hidden profiles are named before the rest is counted."""


def header_line(state: State, width: int) -> Line:
    """Program, profile and reason on the left; the chain's totals on the right where there is room."""
    selected = (*_reading(state), *_selected(state))
    left = line((" profiledeck  ", "accent strong"), *draft_mark(state), *selected)
    right = totals(state)
    room = width - width_of(left) - len(right) - 3
    if room >= 0:
        return (*left, *line(" " * (room + 2), (right, "dim"), " "))
    return left if width_of(left) <= width else clipped(line(" ", *draft_mark(state), *selected), width)


def draft_mark(state: State) -> tuple[tuple[str, str], ...]:
    """How much is edited and not saved, whether anything can be, and whether someone else was quicker."""
    parts: list[tuple[str, str]] = []
    if state.read_only:
        parts += [("read only", "warning"), ("  ", "")]
    if state.draft is not None and state.is_drafting:
        edits = _many(len(state.draft.operations), "edit")
        after = (" · ▲ changed on disk  ", "warning") if state.changed_on_disk else (" · Ctrl+S  ", "dim")
        parts += [(f"✎ {edits}", "warning strong"), after]
    return tuple(parts)


def _reading(state: State) -> tuple[tuple[str, str], ...]:
    """Says so where the application would not run, and where the whole view is not of profiles as documented."""
    banners: list[tuple[str, str]] = []
    if state.refusals:
        banners += [(f" ✕ {application_name(state)} stops here ", "banner"), ("  ", "")]
    if state.semantics is Semantics.GEPPETTO:
        banners += [(GEPPETTO, "banner"), ("  ", "")]
    if state.final:
        banners += [(ring(0), "layer-0"), (" final", "accent strong"), ("  ", "")]
    return tuple(banners)


def application_name(state: State) -> str:
    """What the application is called."""
    application = state.chain.application if state.chain else None
    return application.name if application and application.name else "the application"


def _selected(state: State) -> tuple[tuple[str, str], ...]:
    if state.selected is None:
        choice = state.chain.choice if state.chain else None
        if choice is not None and state.selection is None:
            return ((choice.profile, "strong"), (f"  cannot be had: from {choice.words}", "dim"))
        return (("no profile", "dim"),)
    registry, profile = state.selected
    if _is_chosen(state):
        return ((f"{profile}:", "strong"), (f" {selected_why(state)}", "dim"))
    return ((f"{registry}/{profile}", "strong"), (f"  {selected_why(state)}", "dim"))


def _is_chosen(state: State) -> bool:
    """Whether the shown profile is the one that is named for every run."""
    chosen = state.selection is not None and state.selection.choice is not None
    return chosen and state.selected == state.default


def selected_why(state: State) -> str:
    """Why the shown profile is found, and what it hides or what hides it, in a few words."""
    if state.chain is None or state.selected is None:
        return ""
    registry, profile = state.selected
    if _is_chosen(state) and state.selection and state.selection.choice:
        named = _hidden(state.selection)
        words = state.selection.choice.words
        return " · ".join(filter(None, (f"from {words}", f"in {registry}", f"shadows {named}" if named else "")))
    shadow = state.chain.shadowed_by(registry, profile)
    if shadow:
        return f"shadowed by {shadow}/{profile}"
    named = _hidden(state.chain.select(profile, registry=registry))
    hides = f"wins over {named}" if named else ""
    default = "the chain's default" if state.default == state.selected else ""
    return " · ".join(filter(None, (default, hides)))


def _hidden(selection: Selection) -> str:
    """The profiles of the same slug further down."""
    named = [f"{slug}/{selection.profile}" for slug in selection.shadows[:_NAMED]]
    more = len(selection.shadows) - _NAMED
    return ", ".join([*named, f"{more} more"] if more > 0 else named)


def totals(state: State) -> str:
    """Sources, profiles and problems of the chain."""
    if state.chain is None:
        return "opening…"
    profiles = sum(len(registry.profiles) for registry in state.chain.registries)
    parts = [_many(len(state.chain.sources), "source"), _many(profiles, "profile")]
    if state.problems is None:
        parts.append("checking…")
    counts = chain_tally(state)
    parts += [_many(counts[severity], str(severity)) for severity in COUNTED if counts.get(severity)]
    return " · ".join(parts)


def tabs_line(state: State, problems: str, width: int) -> Line:
    """The numbered panes of the narrow layout, two spans each. The one that is shown stands out and is never cut."""
    tabs = _tabs(state, problems)
    return tabs if width_of(tabs) <= width else _tabs(state, "", _SHORT_TAB)


def _tabs(state: State, problems: str, longest: int = 0) -> Line:
    parts: list[tuple[str, str]] = []
    for number, pane in enumerate(Pane, 1):
        name = TITLES[pane] + (f" {problems}" if pane is Pane.PROBLEMS and problems else "")
        if pane is state.pane:
            parts += [(f" {number} ", "key"), (f"[{name}]", "marked strong")]
        else:
            parts += [(f" {number} ", "dim"), (fitted(name, min(len(name), longest)) if longest else f" {name} ", "")]
    return line(*parts)


def detail_titles(state: State, pane: Pane, problems: str) -> Line:
    """The names of the panes that share a place with ``pane``: the one that is shown stands out."""
    sharing = {Layout.MEDIUM: DETAILS, Layout.WIDE: (Pane.MODEL, Pane.PROBLEMS)}.get(state.layout, (pane,))
    parts: list[str | tuple[str, str]] = []
    for other in sharing if pane in sharing else (pane,):
        name = TITLES[other] + (f" {problems}" if other is Pane.PROBLEMS and problems else "")
        parts += [" │ " if parts else "", (name, "strong" if other is pane else "dim")]
    return line(*parts)


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def matrix_title(state: State) -> Line:
    """The title of the matrix."""
    if state.resolution is None:
        return line("Stack matrix")
    what = "final" if state.resolution.base else "overlay"
    return line(
        ("Stack matrix  ", "strong"),
        *draft_mark(state),
        f"{state.resolution.selection.ref}  ",
        (f"{what} · {state.resolution.semantics}", "dim"),
    )
