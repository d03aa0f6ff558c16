"""A situation: what is there, and what Pinocchio does with it, each in a line or two."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.core.hosts.made_up_home import BELOW, Files, made_up_home

from engineprofiles import Chain, LayeredSettings
from engineprofiles.checks import check_chain
from engineprofiles.checks.refusals import refusals
from engineprofiles.hosts import Options, PinocchioHost
from engineprofiles.problems import Location

BUILT_IN = "gpt-4 of built-in default"


class Told(NamedTuple):
    """What Pinocchio does. Places are files with their line; ``ROOT`` is the folder that all of it is in.

    ``takes`` is the profile, with its registry, or nothing where the base is all; ``why`` what names it. ``engine`` is
    the model that is called in the end, and the place that says so. ``opens`` are the registries with profiles, the
    first that is looked through first. ``stops`` is what it stops at instead.
    """

    takes: str = ""
    engine: str = BUILT_IN
    why: str = ""
    opens: str = ""
    shadows: str = ""
    stops: str = ""


@dataclass(frozen=True)
class Situation:
    """``also`` are codes of notes and warnings that are told beside."""

    id: str
    files: Files
    told: Told
    environment: Mapping[str, str] = field(default_factory=dict)
    options: Options = field(default_factory=Options)
    cwd: str = BELOW
    git: bool = True
    also: tuple[str, ...] = ()

    @property
    def expected(self) -> tuple[Told, tuple[str, ...]]:
        """What :func:`happens` must give."""
        return self.told, self.also

    def open(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> Chain:
        """The chain that is there, with the working directory that belongs to it."""
        around = made_up_home(root, self.files, self.environment, cwd=self.cwd, git=self.git)
        monkeypatch.chdir(around.cwd)
        return PinocchioHost().find(around, self.options).open()


def told(chain: Chain, root: Path) -> Told:
    """What is told of ``chain``."""

    def place(location: Location) -> str:
        source = location.source.replace(str(root), "ROOT")
        return f"{source}:{location.line}" if location.line else source

    opens = ", ".join(registry.slug for registry in chain.registries if registry.profiles)
    if found := refusals(chain):
        return Told("", "", "", opens, "", "; ".join(f"{each.code} at {place(each.location)}" for each in found))
    final, takes, why, shadows = chain.base, "", "", ""
    assert final is not None
    if chain.default_registry is not None:
        selection = chain.select()
        final = chain.resolve().on(final)
        takes, shadows = selection.ref, ", ".join(selection.shadows)
        why = selection.choice.words.replace(str(root), "ROOT") if selection.choice else ""
    return Told(takes, _engine(final, place), why, opens, shadows)


def happens(situation: Situation, root: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Told, tuple[str, ...]]:
    """What is told in ``situation``, and which of the codes that are expected beside are."""
    chain = situation.open(root, monkeypatch)
    codes = {problem.code for problem in check_chain(chain)}
    return told(chain, root), tuple(code for code in situation.also if code in codes)


def _engine(final: LayeredSettings, place: Callable[[Location], str]) -> str:
    winner = final.trace["chat.engine"].winner
    assert winner is not None
    return f"{winner.value} of {place(winner.location)}"
