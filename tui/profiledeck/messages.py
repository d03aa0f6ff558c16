"""What workers tell the app. Each carries the generation it was started for, so that a late one can be dropped."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from textual.message import Message

from engineprofiles import Chain, Problem, Severity


@dataclass
class ChainOpened(Message):
    """The sources were read. ``stamp`` tells this reading of them from a later one."""

    generation: int
    chain: Chain
    stamp: Hashable


@dataclass
class ChainChecked(Message):
    """The chain was checked: its problems, and the worst of them for each row of the tree."""

    generation: int
    problems: tuple[Problem, ...]
    badges: Mapping[tuple[str, ...], Severity]
