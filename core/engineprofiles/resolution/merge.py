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
        for unit in reading.units:
            tally.replace_unit(unit, reading, index)
        if reading.mixed or tally.blockers or tally.dropped:
            tally.place_with_care(reading, index)
        else:
            tally.place(reading, index)
    return Merged(tally.mentions, tally.dropped)


class _Tally:
    def __init__(self) -> None:
        self.mentions: dict[Path, list[int]] = {}
        self.dropped: dict[Path, Dropped] = {}
        # Leaves that may stand where a later layer has a map: empty maps and free-form values.
        self.blockers: set[Path] = set()

    def place(self, reading: Reading, index: int) -> None:
        mentions = self.mentions
        for path in reading.leaves:
            seen = mentions.get(path)
            if seen is None:
                mentions[path] = [index]
            else:
                seen.append(index)

    def place_with_care(self, reading: Reading, index: int) -> None:
        """As :meth:`place`, where a leaf can meet a map: the map wins over an empty map, else the later one wins."""
        for path, value in reading.leaves.items():
            if value == {} and isinstance(value, dict) and (below := self.below(path)):
                self.drop_mention(path, index, by=max(self.mentions[leaf][-1] for leaf in below))
                continue
            for depth in range(1, len(path)):
                if path[:depth] in self.blockers:
                    self.drop(path[:depth], by=index)
            if path not in self.mentions:
                if reading.mixed:
                    for leaf in self.below(path):
                        self.drop(leaf, by=index)
                self.mentions[path] = self.returning(path)
            self.mentions[path].append(index)
            if reading.mixed:
                self.blockers.add(path)

    def replace_unit(self, unit: Path, reading: Reading, index: int) -> None:
        for path in self.below(unit):
            if path not in reading.leaves:
                self.drop(path, by=index)

    def below(self, path: Path) -> list[Path]:
        depth = len(path)
        return [leaf for leaf in self.mentions if len(leaf) > depth and leaf[:depth] == path]

    def drop(self, path: Path, by: int) -> None:
        self.blockers.discard(path)
        self.dropped[path] = Dropped(tuple(self.mentions.pop(path)), by)

    def drop_mention(self, path: Path, index: int, by: int) -> None:
        earlier = self.dropped.get(path)
        self.dropped[path] = Dropped((*(earlier.layers if earlier else ()), index), by)

    def returning(self, path: Path) -> list[int]:
        """The earlier mentions of a path that was dropped and is now set again: losers from here on."""
        earlier = self.dropped.pop(path, None)
        return list(earlier.layers) if earlier else []
