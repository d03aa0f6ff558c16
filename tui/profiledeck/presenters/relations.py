"""What the selected profile is built from, and which profiles are built on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from rich.cells import cell_len

from engineprofiles import Chain
from profiledeck.presenters.lines import Line, Row, fitted, line
from profiledeck.state import Ref, State

_DEEPEST = 32
_MOST = 500

Neighbours = Callable[[Ref], Iterable[Ref]]


def relation_rows(state: State, width: int) -> list[Row]:
    """The selected profile, the tree of its stack references in their order, and the tree of its users.

    The first row of a profile has the key ``("profile", registry, slug)``. A profile that stands further up
    already, one that leads back and one that is missing are named with that word and not followed.
    """
    if state.chain is None or state.selected is None:
        return [Row(line((fitted(state.why_nothing, width), "dim")))]
    chain, selected = state.chain, state.selected
    tree = _Tree(chain, width, {selected})
    return [
        Row(_labelled("", "/".join(selected), "strong", _about(chain, selected), width), _key(selected)),
        _heading("Built from", "lowest layer first", width),
        *tree.section(selected, lambda ref: _references(chain, ref), "It stacks on nothing."),
        _heading("Used by", "", width),
        *tree.section(selected, lambda ref: chain.users.get(ref, ()), "Nothing stacks on it."),
    ]


def _references(chain: Chain, ref: Ref) -> list[Ref]:
    registry = chain.by_slug.get(ref[0])
    profile = registry.profiles.get(ref[1]) if registry else None
    return [(entry.registry or ref[0], entry.profile) for entry in profile.stack] if profile else []


@dataclass
class _Tree:
    """Both trees of one pane. ``keyed`` are the profiles that have a row with a key already."""

    chain: Chain
    width: int
    keyed: set[Ref]
    above: set[Ref] = field(default_factory=set)

    def section(self, root: Ref, neighbours: Neighbours, nothing: str) -> Iterator[Row]:
        self.above = set()
        rows = list(islice(self.below(root, neighbours, (root,), ""), _MOST + 1))
        if len(rows) > _MOST:
            rows[-1] = self.note("… and more", "")
        return iter(rows or [self.note(nothing, "")])

    def below(self, ref: Ref, neighbours: Neighbours, path: tuple[Ref, ...], indent: str) -> Iterator[Row]:
        children = list(neighbours(ref))
        if children and len(path) > _DEEPEST:
            yield self.note(f"… deeper than {_DEEPEST}", indent)
            return
        for number, child in enumerate(children, 1):
            last = number == len(children)
            note, tones = self.standing(child, path)
            yield self.row(child, f"{indent}{'└' if last else '├'} ", note, tones)
            if not note:
                self.above.add(child)
                yield from self.below(child, neighbours, (*path, child), f"{indent}{' ' if last else '│'} ")

    def standing(self, ref: Ref, path: tuple[Ref, ...]) -> tuple[str, str]:
        """Why ``ref`` is not followed, and the tones that it is shown in; no words when it is."""
        registry = self.chain.by_slug.get(ref[0])
        if registry is None:
            return "✕ registry not opened", "error"
        if ref[1] not in registry.profiles:
            return "✕ no such profile", "error"
        if ref in path:
            return "↺ leads back", "warning"
        return ("already above", "dim") if ref in self.above else ("", "")

    def row(self, ref: Ref, branch: str, note: str, tones: str) -> Row:
        text = _labelled(f"  {branch}", "/".join(ref), tones, note or _about(self.chain, ref), self.width)
        if ref in self.keyed or "error" in tones:
            return Row(text)
        self.keyed.add(ref)
        return Row(text, _key(ref))

    def note(self, text: str, indent: str) -> Row:
        return Row(line((fitted(f"  {indent}{text}", self.width), "dim")))


def _key(ref: Ref) -> tuple[str, str, str]:
    return ("profile", *ref)


def _about(chain: Chain, ref: Ref) -> str:
    registry = chain.by_slug.get(ref[0])
    profile = registry.profiles.get(ref[1]) if registry else None
    return profile.display_name if profile else ""


def _heading(title: str, note: str, width: int) -> Row:
    return Row(line((title, "heading"), (f"  {note}" if note and width >= len(title + note) + 2 else "", "dim")))


def _labelled(branch: str, name: str, tones: str, note: str, width: int) -> Line:
    """A name after its branch and a remark, which is left out where there is no room for it.

    A deep branch takes at most half of the line. A remark about the name's state has the name's tones.
    """
    start = branch if len(branch) <= width // 2 else f"{fitted(branch.rstrip(), width // 2 - 1)} "
    room = width - len(start)
    label = fitted(name, min(room, cell_len(name)))
    left = room - cell_len(label) - 2
    remark = fitted(note, min(left, cell_len(note))) if left >= 4 else ""
    said = ("  ", (remark, "dim" if tones in ("", "strong") else tones)) if remark else ()
    return line((start, "dim"), (label, tones), *said)
