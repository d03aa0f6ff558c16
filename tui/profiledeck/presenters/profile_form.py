"""The dialogs for whole profiles: what each asks, what it says of an answer, and the operation that it comes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from engineprofiles import Chain, ProfilesError
from engineprofiles.editing import Operation
from engineprofiles.editing.profiles import Create, Derive, Duplicate, Move, RenameProfile
from engineprofiles.editing.references import seen_from
from engineprofiles.model.slugs import parse_slug
from profiledeck.presenters.lines import Row, Rows, line
from profiledeck.presenters.questions import used_by
from profiledeck.presenters.wrapping import wrapped
from profiledeck.state import Ref

NOTHING = "nothing"


class Verb(StrEnum):
    """What is done to a profile."""

    NEW = "new"
    DERIVE = "derive"
    DUPLICATE = "duplicate"
    RENAME = "rename"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Filled:
    """What a dialog holds."""

    name: str
    registry: str
    stack: str = NOTHING


@dataclass(frozen=True, slots=True)
class ProfileForm:
    """What a dialog asks about the profile ``of``. ``registries`` and ``stacks`` are the ones to choose from, none
    where that is not asked; ``start`` is what it begins with."""

    verb: Verb
    of: Ref | None
    registries: Sequence[str]
    stacks: Sequence[str]
    start: Filled

    @property
    def asks_name(self) -> bool:
        return self.verb is not Verb.MOVE

    @property
    def title(self) -> str:
        of = "/".join(self.of or ())
        match self.verb:
            case Verb.NEW:
                return "New profile"
            case Verb.DERIVE:
                return f"Derive from {of}"
            case _:
                return f"{self.verb.capitalize()} {of}"

    @property
    def hint(self) -> str:
        """The keys that work in it."""
        more = "← → choose" if self.registries or self.stacks else ""
        several = "Tab next" if self.asks_name + bool(self.registries) + bool(self.stacks) > 1 else ""
        word = "make it" if self.verb is Verb.NEW else str(self.verb)
        return " · ".join(filter(None, (f"Enter {word}", several, more, "Esc cancel")))


def form(verb: Verb, chain: Chain, of: Ref | None, writable: Sequence[str], into: str = "") -> ProfileForm:
    """The dialog that does ``verb`` to ``of``, with the registries that can be written to; ``into`` is preselected."""
    own = of[0] if of else ""
    registries: Sequence[str] = ()
    if verb is Verb.MOVE:
        registries = [slug for slug in writable if slug != own]
    elif verb is not Verb.RENAME:
        registries = writable
    registry = next((slug for slug in (into, own) if slug in registries), registries[0] if registries else own)
    stacks = ("/".join(of), NOTHING) if verb is Verb.NEW and of else ()
    name = ""
    if of and verb is not Verb.NEW:
        name = of[1] if verb in (Verb.RENAME, Verb.MOVE) else free_name(chain, registry, of[1])
    return ProfileForm(verb, of, registries, stacks, Filled(name, registry, stacks[0] if stacks else NOTHING))


def free_name(chain: Chain, registry: str, name: str) -> str:
    """``name``, or with a number behind it where the registry has it already."""
    taken = chain.by_slug[registry].profiles
    number = 2
    free = name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def fault(form: ProfileForm, filled: Filled, chain: Chain, closed: Sequence[str]) -> str:
    """Why what the dialog holds cannot be done; blank when it can. ``closed`` are the registries that take no edits."""
    try:
        slug = parse_slug(filled.name)
    except ProfilesError as error:
        return "Give it a name." if not filled.name.strip() else f"{error.problem.message}. {error.problem.hint}"
    if (filled.registry, slug) == form.of:
        return "That is its name already." if form.verb is Verb.RENAME else ""
    if slug in chain.by_slug[filled.registry].profiles:
        return f"{filled.registry} has a profile `{slug}` already."
    if form.verb in (Verb.RENAME, Verb.MOVE) and form.of:
        for user in chain.users.get(form.of, ()):
            if user[0] in closed:
                return names_it(user)
    return ""


def names_it(user: Ref) -> str:
    """Why a profile has to stay where ``user`` finds it."""
    return f"{'/'.join(user)} names it, and its source takes no changes."


def about_rows(form: ProfileForm, filled: Filled, chain: Chain, why_not: str, width: int) -> Rows:
    """What will be, in words, or ``why_not``."""
    if not filled.name.strip():
        said = [(why_not, "dim")]
    else:
        said = [(f"✕ {why_not}", "error")] if why_not else [(text, "dim") for text in _about(form, filled, chain)]
    return [Row(line((piece, tones))) for text, tones in said for piece in wrapped(text, width)]


def made(form: ProfileForm, filled: Filled) -> Ref:
    """The profile that there will be."""
    return filled.registry, parse_slug(filled.name)


def operation(form: ProfileForm, filled: Filled) -> Operation:
    """What the dialog comes to. Raises ``ProfilesError`` for a bad name."""
    new, of = made(form, filled), form.of
    if form.verb is Verb.NEW:
        return Create(new, (seen_from(new[0], of),) if of and filled.stack != NOTHING else ())
    assert of is not None
    match form.verb:
        case Verb.DERIVE:
            return Derive(of, new)
        case Verb.DUPLICATE:
            return Duplicate(of, new)
        case Verb.MOVE:
            return Move(of, new[0])
    return RenameProfile(of, new[1])


def _about(form: ProfileForm, filled: Filled, chain: Chain) -> Iterator[str]:
    registry, slug = made(form, filled)
    of = "/".join(form.of or ())
    match form.verb:
        case Verb.NEW:
            yield f"{registry}/{slug} will stack on {filled.stack} and set nothing yet."
        case Verb.DERIVE:
            yield f"{registry}/{slug} will stack on {of} and set nothing yet."
        case Verb.DUPLICATE:
            yield f"{registry}/{slug} will say what {of} says now, and not follow it."
        case Verb.RENAME | Verb.MOVE:
            users = used_by(chain, form.of) if form.of else ""
            yield f"{users} They will follow." if users else "No other profile names it."
    yield from _precedence(form, chain, registry, slug)


def _precedence(form: ProfileForm, chain: Chain, registry: str, slug: str) -> Iterator[str]:
    """Who else has the name, and which of them is found by it alone."""
    gone = form.of if form.verb in (Verb.RENAME, Verb.MOVE) else None
    others = [holder for holder in chain.holders.get(slug, ()) if (holder, slug) != gone and holder != registry]
    if not others:
        return
    order = [each.slug for each in chain.registries]
    if order.index(registry) < order.index(others[0]):
        yield f"It will win over {others[0]}/{slug}, which `{slug}` alone finds now."
    else:
        yield f"It will be hidden by {others[0]}/{slug}: only `{registry}/{slug}` finds it."
