"""What another stack would do: the settings that change, the profiles that change with it, or why it cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import cell_len

from engineprofiles import Chain, Problem, ProfileRef, ProfilesError, Semantics
from engineprofiles.editing import Draft, FieldChange, Impact, impact
from engineprofiles.editing.stacks import SetStack
from engineprofiles.model.registry import Registry
from engineprofiles.resolution.stack import BrokenRef, expand
from profiledeck.presenters.leaves import many
from profiledeck.presenters.lines import Line, Row, Rows, fitted, fitted_end, line
from profiledeck.presenters.values import extension_path_text, extension_text, path_text, value_text
from profiledeck.presenters.wrapping import wrapped
from profiledeck.state import Ref, State

Stack = tuple[ProfileRef, ...]

_NAME = 34
_NAMED = 3
"""How many of the profiles that change are named before the rest is counted."""

_SAME = "The effective settings stay the same."


@dataclass(frozen=True, eq=False)
class Trial:
    """A stack that was tried: what it changes, or the problem it would bring."""

    impact: Impact | None = None
    problem: Problem | None = None


def tried(state: State, of: Ref, stack: Stack) -> Trial:
    """What comes of ``of`` stacking on ``stack``, with what the draft holds already. Nothing is changed by it."""
    assert state.chain is not None
    return _tried(state.draft, state.chain, of, stack, state.semantics)


def above(chain: Chain, ref: Ref) -> frozenset[Ref]:
    """The profiles that stack on ``ref``, directly or through others."""
    found: set[Ref] = set()
    waiting = [ref]
    while waiting:
        for user in chain.users.get(waiting.pop(), ()):
            if user not in found:
                found.add(user)
                waiting.append(user)
    return frozenset(found)


def is_too_deep(registries: Mapping[str, Registry], registry: Registry, slug: str) -> bool:
    """Whether the stack of a profile goes deeper than Geppetto follows it."""
    members = expand(registries, registry, registry.profiles[slug])
    return any(isinstance(member, BrokenRef) and member.problem.code == "depth" for member in members)


def effect_rows(trial: Trial, of: Ref, width: int) -> Rows:
    """The settings of ``of`` that change, each with its old and its new value, after how many profiles there are
    that stack on it; or why there can be no such stack."""
    if trial.problem is not None:
        return tuple(_refused(trial.problem, width))
    found = trial.impact
    if found is None:
        return ()
    changes = next((each.changes for each in found.changed if each.node == of), ())
    rows = [Row(each) for each in _summary(found, of, len(changes), width)]
    names = [_name(change) for change in changes]
    room = min(_NAME, max(map(cell_len, names), default=0))
    rows += [Row(_change(change, name, room, width)) for change, name in zip(changes, names, strict=True)]
    return tuple(rows)


@lru_cache(8)
def _tried(draft: Draft | None, chain: Chain, of: Ref, stack: Stack, semantics: Semantics) -> Trial:
    try:
        after = (draft or chain.edit()).doing(SetStack(of, stack)).chain
    except ProfilesError as error:
        return Trial(problem=error.problem)
    for registry, slug in above(after, of):
        # The draft looks at the profile itself; a stack on top of it may be the one that is too deep now.
        if _deep(after, registry, slug) and not _deep(chain, registry, slug):
            message = f"the stack of {registry}/{slug}, which stands on it, would be too deep"
            return Trial(problem=Problem("depth", message))
    return Trial(impact(chain, after, semantics))


def _deep(chain: Chain, registry: str, slug: str) -> bool:
    return is_too_deep(chain.by_slug, chain.by_slug[registry], slug)


def _refused(problem: Problem, width: int) -> Iterator[Row]:
    for text in wrapped(f"✕ Refused: {problem.message}.", width):
        yield Row(line((text, "error")))
    for text in wrapped(problem.hint, width):
        yield Row(line((text, "dim")))


def _summary(found: Impact, of: Ref, changes: int, width: int) -> Iterator[Line]:
    changed = ["/".join(each.node) for each in found.changed if each.node != of]
    users = len(above(found.after, of))
    here = f"{many(changes, 'setting')} of {'/'.join(of)} change{'s' if changes == 1 else ''}." if changes else _SAME
    yield from (line((text, "strong")) for text in wrapped(here, width))
    if not users:
        said = "No profile stacks on it."
    elif changed:
        more = [f"{len(changed) - _NAMED} more"] if len(changed) > _NAMED else []
        verb = "changes" if len(changed) == 1 else "change"
        said = f"{len(changed)} of {many(users, 'profile')} above it {verb}: {', '.join(changed[:_NAMED] + more)}."
    else:
        said = f"No change reaches the {many(users, 'profile')} above it."
    yield from (line((text, "dim")) for text in wrapped(said, width))


def _name(change: FieldChange) -> str:
    return (extension_path_text if change.root == "extensions" else path_text)(change.path)


def _change(change: FieldChange, name: str, room: int, width: int) -> Line:
    write = extension_text if change.root == "extensions" else value_text
    before = "–" if change.before_layer is None else write(change.path, change.before, masked=True)
    after = "gone" if change.after_layer is None else write(change.path, change.after, masked=True)
    after = "another one" if before == after else after
    each = max(1, (width - room - 5) // 2)
    return line(
        fitted_end(name, room),
        "  ",
        (fitted(before, min(each, cell_len(before))), "dim"),
        (" → ", "dim"),
        (
            fitted(after, min(width - room - 5 - min(each, cell_len(before)), cell_len(after))),
            "warning" if change.after_layer is None else "strong",
        ),
    )
