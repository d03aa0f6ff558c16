"""The sample registries tell the story that their README promises, and each broken one shows its problem."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

from engineprofiles import Chain, ProfilesError, Severity, open_chain
from engineprofiles.checks import check_chain
from engineprofiles.hosts import Options, PinocchioHost, Surroundings
from engineprofiles.problems.codes import CODES

SAMPLES = Path(__file__).parents[2] / "sample-registries"
BROKEN = SAMPLES / "broken"
# Whether others may read a file depends on how it was checked out.
DEPENDS_ON_THE_FILE = {"secret-in-world-readable-file"}
BROKEN_SOURCES = sorted(
    path
    for path in BROKEN.iterdir()
    if (path.is_dir() or path.suffix in {".yaml", ".db"}) and path.stem in CODES.keys() - DEPENDS_ON_THE_FILE
)


@pytest.fixture(scope="module")
def samples() -> Chain:
    return open_chain(SAMPLES)


def every_problem(chain: Chain) -> Iterator[str]:
    """The codes of all that checking ``chain``, resolving its profiles and selecting nothing bring up."""
    yield from (problem.code for problem in check_chain(chain))
    names = [f"{registry.slug}/{slug}" for registry in chain.registries for slug in registry.profiles]
    for name in (None, *names):
        try:
            yield from (problem.code for problem in chain.resolve(name).problems)
        except ProfilesError as error:
            yield error.problem.code


def test_the_samples_open_without_an_error(samples: Chain) -> None:
    names = [f"{registry.slug}/{slug}" for registry in samples.registries for slug in registry.profiles]
    assert len(names) == 26
    problems = [*samples.problems, *(problem for name in names for problem in samples.resolve(name).problems)]
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []


def test_nothing_selected_gives_the_stack_of_four(samples: Chain) -> None:
    lineage = [f"{layer.registry}/{layer.profile}" for layer in samples.resolve().lineage]
    assert lineage == [
        "provider-openai/default",
        "team-agent/default",
        "team-agent/assistant",
        "user-overrides/assistant",
    ]


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_readme_names_every_code(code: str) -> None:
    assert f"| `{code}` |" in (BROKEN / "README.md").read_text(encoding="utf-8")


def test_the_readme_names_only_files_that_are_there() -> None:
    named = re.findall(r"^\|[^|]*\| `([\w/-]+(?:\.ya?ml|\.db|/))` \|", (BROKEN / "README.md").read_text("utf-8"), re.M)
    assert len(named) > 30
    assert [name for name in named if not (BROKEN / name).exists()] == []


@pytest.mark.parametrize("source", BROKEN_SOURCES, ids=lambda path: path.name)
def test_a_broken_source_shows_the_problem_it_is_named_after(source: Path) -> None:
    assert source.stem in set(every_problem(open_chain(source)))


@pytest.mark.parametrize("document", sorted((BROKEN / "config").glob("*.yml")), ids=lambda path: path.name)
def test_a_broken_config_document_shows_the_problem_it_is_named_after(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(SAMPLES.parent)
    around = Surroundings({}, str(tmp_path), str(tmp_path / ".config"), str(tmp_path))
    chain = PinocchioHost().find(around, Options(config_file=str(document))).open()
    assert document.stem in {problem.code for problem in check_chain(chain)}


@pytest.mark.parametrize("script", ["build_lab_db.py", "broken/build_broken_dbs.py"])
def test_a_script_builds_the_databases_byte_for_byte(script: str, tmp_path: Path) -> None:
    copy = tmp_path / Path(script).name
    copy.write_bytes((SAMPLES / script).read_bytes())
    runpy.run_path(str(copy), run_name="__main__")
    built = sorted(tmp_path.glob("*.db"))
    assert built
    for database in built:
        assert database.read_bytes() == (SAMPLES / script).with_name(database.name).read_bytes()
