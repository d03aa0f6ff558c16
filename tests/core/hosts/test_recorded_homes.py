"""Made-up homes, and what Pinocchio's own code answered in each.

Recorded from pinocchio f77681978d63, geppetto a119860d07a0 and glazed a2bff0ece5f4, compiled with yaml.v3 3.0.1: the
command line, the search for documents, their decoding and merge, the registries, the stacks, the base and final. Left
out or made simple were logging, deep copies, SQLite, the engines and OAuth. Most homes are random ones, made smaller
as long as the answer stayed the same.

Each row has the arguments of :func:`made_up_home` and the options. ``stops`` is the code that we tell where Pinocchio
says ``says`` and ends; otherwise ``takes`` is the profile, if any, ``lineage`` its stack, and the final settings are
those of the first row but for what ``sets`` and ``takes_away`` name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.core.conformance.comparing import differences
from tests.core.hosts.made_up_home import BELOW, made_up_home

from engineprofiles import Chain, ProfilesError, Semantics
from engineprofiles.checks.refusals import refusals
from engineprofiles.hosts import Options, PinocchioHost

Row = Mapping[str, Any]
ROWS: list[Row] = [
    json.loads(line) for line in Path(__file__).with_name("recorded-homes.jsonl").read_text("utf-8").splitlines()
]
EMPTY_HOME = ROWS[0]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{ROWS.index(row) + 1}-{row.get('stops') or row.get('takes')}")
def test_what_pinocchio_answered(row: Row, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chain = opened(row, tmp_path, monkeypatch)
    if "stops" in row:
        assert [problem.code for problem in refusals(chain)][:1] == [row["stops"]], row["says"]
        return
    assert refusals(chain) == ()
    assert chain.base is not None
    found = chain.base.in_semantics(Semantics.GEPPETTO)
    if "takes" in row:
        overlay = chain.resolve(semantics=Semantics.GEPPETTO)
        assert overlay.selection.ref == row["takes"]
        assert [f"{layer.registry}/{layer.profile}" for layer in overlay.lineage] == row["lineage"]
        found = overlay.on(chain.base)
    else:
        with pytest.raises(ProfilesError):
            chain.select()
    assert differences({"final": found.values}, {"final": final_of(row)}) == {}


def opened(row: Row, root: Path, monkeypatch: pytest.MonkeyPatch) -> Chain:
    around = made_up_home(
        root, row["files"], row.get("environment"), cwd=row.get("cwd", BELOW), git=row.get("git", True)
    )
    said = json.loads(json.dumps(row.get("options", {})).replace("ROOT", str(root)))
    options = Options(said.get("profile", ""), tuple(said.get("registries", ())), said.get("config_file", ""))
    monkeypatch.chdir(around.cwd)
    return PinocchioHost().find(around, options).open()


def final_of(row: Row) -> Any:
    final = json.loads(json.dumps(EMPTY_HOME["final"]))
    for path in row.get("takes_away", ()):
        *sections, key = path.split(".")
        del node_at(final, sections)[key]
    for path, value in row.get("sets", {}).items():
        *sections, key = json.loads(path) if path.startswith("[") else path.split(".")
        node_at(final, sections)[key] = value
    return final


def node_at(tree: Any, sections: list[str]) -> Any:
    for section in sections:
        tree = tree.setdefault(section, {})
    return tree
