"""The merge: layers, base to leaf, become one set of leaves, and who set each is recorded in the same pass.

A leaf that a layer mentions wins over every lower layer. Maps merge key by key because only their leaves are
mentions; a list is one leaf and so replaced as a whole; a unit such as ``model_info.cost`` drops the leaves of
lower layers that the new unit does not name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engineprofiles.problems import Path
from engineprofiles.resolution.reading import Reading


@dataclass(frozen=True, slots=True, eq=False)
class Dropped:
    """Mentions of a path that is not in the result: the layers, base to leaf, and the one that dropped them."""

    layers: tuple[int, ...]
    by: int


@dataclass(frozen=True, slots=True, eq=False)
class Merged:
    """For each leaf of the result the layers that mention it, base to leaf: the last one wins.

    Layers are numbered by their place in the merge.
    """

    mentions: Mapping[Path, Sequence[int]]
    dropped: Mapping[Path, Dropped]


def merge(readings: Sequence[Reading]) -> Merged:
    """Merges ``readings``, base to leaf. A reading without leaves changes nothing."""
    tally = _Tally()
    for index, reading in enumerate(readings):
        tally.add(reading, index)
    return Merged(tally.mentions, tally.dropped)


class _Tally:
    """The merge so far. ``loose`` are the leaves that a map may displace, ``maps`` what is or has been a map."""

    def __init__(self) -> None:
        self.mentions: dict[Path, list[int]] = {}
        self.dropped: dict[Path, Dropped] = {}
        self.units: dict[Path, tuple[Path, ...]] = {}
        self.loose: set[Path] = set()
        self.maps: set[Path] = set()

    def add(self, reading: Reading, index: int) -> None:
        for unit, leaves in reading.units.items():
            self.replace_unit(unit, leaves, index)
        if self.loose:
            for path in self.loose & reading.maps:
                self.drop(path, by=index)
        lost = [path for path in reading.loose if path in self.maps and self.displace(path, reading, index)]
        for path in reading.lost:
            self.lose(path, index, by=index)
            lost.append(path)
        self.place(reading, index, lost)
        self.loose.update(reading.loose)
        self.loose.difference_update(lost)
        self.maps |= reading.maps

    def place(self, reading: Reading, index: int, lost: Sequence[Path]) -> None:
        mentions = self.mentions
        for path in reading.leaves:
            seen = mentions.get(path)
            if seen is not None:
                seen.append(index)
            elif path not in lost:
                mentions[path] = [*self.returning(path), index] if self.dropped else [index]

    def displace(self, path: Path, reading: Reading, index: int) -> bool:
        """Puts the leaf at ``path`` where a map stands: it takes the map's place, but an empty map is lost in it."""
        below = [leaf for leaf in self.mentions if leaf[: len(path)] == path and leaf != path]
        if not below:
            return False
        if reading.leaves[path] == {}:
            self.lose(path, index, by=max(self.mentions[leaf][-1] for leaf in below))
            return True
        for leaf in below:
            self.drop(leaf, by=index)
        return False

    def replace_unit(self, unit: Path, leaves: tuple[Path, ...], index: int) -> None:
        for path in self.units.get(unit, ()):
            if path not in leaves:
                self.drop(path, by=index)
        self.units[unit] = leaves

    def drop(self, path: Path, by: int) -> None:
        self.loose.discard(path)
        self.dropped[path] = Dropped(tuple(self.mentions.pop(path)), by)

    def lose(self, path: Path, index: int, by: int) -> None:
        """Notes a mention that never came to stand, because of what the layer ``by`` had set."""
        self.dropped[path] = Dropped((*self.returning(path), index), by)

    def returning(self, path: Path) -> Sequence[int]:
        """The earlier mentions of a path that was dropped and comes back: losers from here on."""
        earlier = self.dropped.pop(path, None)
        return earlier.layers if earlier else ()
