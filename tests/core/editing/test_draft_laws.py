"""Whatever is done to a chain: what is written is what was previewed, and undoing gives back every byte."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.editing.conftest import MINE, TEAM

from engineprofiles import Chain, ProfileRef, ProfilesError, open_chain
from engineprofiles.documents.payload_writer import payload_text
from engineprofiles.documents.reader import read
from engineprofiles.editing import Draft, Plan
from engineprofiles.editing.about import Describe
from engineprofiles.editing.contents import Edits
from engineprofiles.editing.operation import Node, Operation
from engineprofiles.editing.profiles import Create, Delete, Derive, Duplicate, Move, RenameProfile
from engineprofiles.editing.rewriting import Rewrite, profile_body, profile_text
from engineprofiles.editing.settings import Set, Unset
from engineprofiles.editing.stacks import SetStack
from engineprofiles.problems import Severity
from engineprofiles.stores.clock import now
from engineprofiles.stores.saving import RowsChange, save

slugs = st.sampled_from(["base", "default", "writer", "fast", "x", "y"])
texts = st.sampled_from(["gpt-5", "4.10", "yes", "", "a: b", "# no", "two\nlines\n", "é", "null", "1e3", " lead", "'"])
values: dict[tuple[str, ...], st.SearchStrategy[Any]] = {
    ("chat", "engine"): texts,
    ("chat", "temperature"): st.sampled_from([0, 0.5, 1.0, 2]),
    ("chat", "stream"): st.booleans(),
    ("chat", "stop"): st.lists(texts, max_size=3),
    ("openai", "logit_bias"): st.dictionaries(st.sampled_from(["1", "a b"]), texts, max_size=2),
    ("api", "api_keys", "openai-api-key"): texts,
    ("model_info", "cost", "input"): st.sampled_from([0, 0.25]),
    ("model_info", "metadata"): st.dictionaries(texts, st.none() | texts | st.integers(), max_size=2),
}
paths = st.sampled_from(sorted(values))


@dataclass(frozen=True)
class Noted:
    """Comments written into the text of a profile, above it and below, and beside a name for it."""

    of: Node

    def edits(self, chain: Chain) -> Edits:
        lines = [line for line in profile_text(chain, self.of).splitlines() if not line.startswith("display_name")]
        text = "\n".join(["# above", *lines, "display_name: Noted # beside", "# below", ""])
        return Rewrite(self.of, profile_body(read(text, ""))).edits(chain)


def operations_on(*names: str) -> st.SearchStrategy[Operation]:
    """Anything that can be done to profiles of the registries with these ``names``."""
    registries = st.sampled_from(names)
    nodes: st.SearchStrategy[Node] = st.tuples(registries, slugs)
    refs = st.builds(ProfileRef, st.none() | registries, slugs)
    return st.one_of(
        st.tuples(nodes, paths).flatmap(lambda at: st.builds(Set, st.just(at[0]), st.just(at[1]), values[at[1]])),
        st.builds(Unset, nodes, paths),
        st.builds(SetStack, nodes, st.lists(refs, max_size=3, unique=True).map(tuple)),
        st.builds(Create, nodes, st.lists(refs, max_size=2, unique=True).map(tuple)),
        st.builds(Duplicate, nodes, nodes),
        st.builds(Derive, nodes, nodes),
        st.builds(RenameProfile, nodes, slugs),
        st.builds(Move, nodes, registries),
        st.builds(Noted, nodes),
        st.builds(Delete, nodes, st.booleans()),
        st.builds(
            Describe, nodes, st.none() | texts, st.none() | texts, st.none() | st.lists(texts, max_size=2).map(tuple)
        ),
    )


def seen(chain: Chain) -> Iterator[tuple[Any, ...]]:
    """What there is to see of every profile."""
    for registry in chain.registries:
        for slug, profile in registry.profiles.items():
            resolution = chain.resolve(slug, registry=registry.slug)
            yield registry.slug, slug, profile.display_name, profile.description, profile.metadata.tags
            yield profile.stack, resolution.values, resolution.extensions


def database(path: Path) -> Path:
    """A database with the registry of the file at ``path``."""
    (registry,) = open_chain(path).registries
    stored = path.with_suffix(".db")
    save([RowsChange(str(stored), {registry.slug: None}, {registry.slug: payload_text(registry)})], now())
    return stored


def held(files: list[Path]) -> Iterator[tuple[str, Any]]:
    """What the sources hold: bytes of files, rows of databases."""
    for path in files:
        if path.suffix == ".yaml":
            yield path.name, path.read_bytes()
        else:
            with closing(sqlite3.connect(path)) as connection:
                yield path.name, connection.execute("SELECT slug, payload_json FROM profile_registries").fetchall()


def errors(chain: Chain) -> set[str]:
    return {problem.code for problem in chain.problems if problem.severity is Severity.ERROR}


def drafts(draft: Draft, wanted: list[Operation]) -> list[Draft]:
    """The draft after each of the operations that can be made."""
    found = [draft]
    for operation in wanted:
        try:
            found.append(found[-1].doing(operation))
        except ProfilesError:
            continue
    return found


@settings(max_examples=150, deadline=None)
@given(
    st.lists(operations_on("team", "mine"), max_size=8),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.integers(0, 2),
)
def test_what_was_previewed_is_what_is_written(
    wanted: list[Operation], line_break: str, marked: bool, stored: int
) -> None:
    """``stored`` is the number of the source that is a database, or 0."""
    with TemporaryDirectory() as name:
        files = [Path(name, "10-team.yaml"), Path(name, "20-mine.yaml")]
        for path, text in zip(files, (TEAM, MINE), strict=True):
            path.write_bytes((b"\xef\xbb\xbf" if marked else b"") + text.replace("\n", line_break).encode())
        if stored:
            files[stored - 1] = database(files[stored - 1])
        before = dict(held(files))
        chain = open_chain(files)
        steps = drafts(chain.edit(), wanted)
        draft = steps[-1]
        assert errors(draft.chain) <= errors(chain)

        draft.plan(now_ms=0).apply()
        assert list(seen(open_chain(files))) == list(seen(draft.chain))

        undone = draft
        while undone.before is not None:
            undone = undone.before
        assert undone.chain is chain
        Plan(draft.plan(now_ms=0).chain, chain, tuple(chain.sources)).apply()
        assert dict(held(files)) == before
