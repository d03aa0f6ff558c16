"""What workers tell the app. Each carries the generation it was started for, so that a late one can be dropped."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from engineprofiles import Chain, Problem, Severity

if TYPE_CHECKING:
    from engineprofiles.editing import Plan
    from engineprofiles.stores.saving import Saved
    from profiledeck.reviewing import Disk, Review


@dataclass
class ChainOpened(Message):
    """The sources were read. ``stamp`` tells this reading of them from a later one."""

    generation: int
    chain: Chain
    stamp: Hashable


@dataclass
class ChainChecked(Message):
    """The chain was checked: its problems, the worst of them for each row of the tree, and what stops the
    application."""

    generation: int
    problems: tuple[Problem, ...]
    badges: Mapping[tuple[str, ...], Severity]
    refusals: tuple[Problem, ...] = ()


@dataclass
class ReviewReady(Message, bubble=False):
    """What saving would do was worked out."""

    generation: int
    review: Review


@dataclass
class PlanSaved(Message):
    """A plan was written, and the sources were read again; ``stamp`` is from before that reading."""

    plan: Plan
    saved: tuple[Saved, ...]
    chain: Chain
    stamp: Hashable


@dataclass
class SavingRefused(Message):
    """A plan was not written, and why."""

    problem: Problem


@dataclass
class DiskRead(Message, bubble=False):
    """The sources were read beside a draft; ``stamp`` is from before that reading."""

    disk: Disk
    stamp: Hashable
