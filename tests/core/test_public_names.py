"""The public names, and the example that introduces them."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import engineprofiles
from engineprofiles import InferenceSettings, open_chain, read_settings

PACKAGE = Path(engineprofiles.__file__).parent


def test_every_public_name_is_there_and_said_once() -> None:
    names = engineprofiles.__all__
    assert sorted(set(names)) == names
    assert [name for name in names if not hasattr(engineprofiles, name)] == []


@pytest.mark.parametrize("name", engineprofiles.__all__)
def test_every_public_name_has_a_docstring(name: str) -> None:
    assert (getattr(engineprofiles, name).__doc__ or "").strip()


def test_the_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "10-provider.yaml").write_text(
        "slug: provider\nprofiles: {default: {inference_settings: {chat: {engine: e}}}}\n"
    )
    (tmp_path / "20-team.yaml").write_text(
        "slug: team\nprofiles: {assistant: {stack: [{registry_slug: provider, profile_slug: default}]}}\n"
    )
    (tmp_path / "base.yaml").write_text("client: {timeout: 30}\n")
    monkeypatch.chdir(tmp_path)
    chain = open_chain(["10-provider.yaml", "20-team.yaml"])
    assert chain.problems == ()
    resolution = chain.resolve("assistant")
    assert isinstance(resolution.settings, InferenceSettings)
    assert [layer.ref for layer in resolution.lineage] == ["provider/default", "team/assistant"]
    winner = resolution.trace["chat.engine"].winner
    assert winner is not None
    assert winner.location.label == "10-provider.yaml:2:58"
    final = resolution.on(read_settings("base.yaml"))
    assert final.settings.client is not None
    assert final.settings.client.timeout == 30
    assert chain.resolve("team/assistant").values == resolution.values


def test_importing_reads_nothing_and_loads_no_screen() -> None:
    code = """
import sys
import engineprofiles
loaded = {name.partition(".")[0] for name in sys.modules}
print(sorted(loaded & {"textual", "rich", "click", "profiledeck", "sqlite3"}))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    assert done.stdout.strip() == "[]"


def test_every_module_says_what_it_is_for() -> None:
    modules = sorted(PACKAGE.rglob("*.py"))
    assert len(modules) > 30
    assert [str(path) for path in modules if not ast.get_docstring(ast.parse(path.read_text("utf-8")))] == []
