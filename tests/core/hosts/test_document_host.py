"""An application of which only its settings are known, or nothing."""

from __future__ import annotations

from pathlib import Path

from engineprofiles.hosts import DocumentHost, Hosted, OverDocument, PinocchioHost, Surroundings, beneath

AROUND = Surroundings({}, "/nobody", "/nobody/.config", "/nobody")
TEAM = "slug: team\nprofiles:\n  a: {inference_settings: {chat: {engine: gpt-5}}}\n"


def test_named_sources_over_a_base_document(tmp_path: Path) -> None:
    registry, base = tmp_path / "team.yaml", tmp_path / "base.yaml"
    registry.write_text(TEAM, encoding="utf-8")
    base.write_text("chat: {engine: gpt-4, temperature: 0.3}\n", encoding="utf-8")
    findings = Hosted(DocumentHost(str(base), (str(registry),)), AROUND).find()
    chain = findings.open()
    assert chain.base is not None
    final = chain.resolve("a").on(chain.base)
    assert final.values["chat"] == {"engine": "gpt-5", "temperature": 0.3}
    winner = final.trace["chat.temperature"].winner
    assert winner is not None
    assert winner.location.label == f"{base}:1:36"
    assert findings.found_anything


def test_a_base_document_that_is_not_there_is_a_problem_of_the_base(tmp_path: Path) -> None:
    chain = Hosted(DocumentHost(str(tmp_path / "nothing.yaml")), AROUND).find().open()
    assert chain.base is not None
    assert [problem.code for problem in chain.problems] == ["source-missing"]


def test_without_an_application_geppettos_defaults_lie_beneath() -> None:
    (layer,) = beneath(None).layers
    assert layer.is_base
    assert [part.profile for part in layer.parts] == ["built-in default"]
    assert beneath(None).values["chat"]["engine"] == "gpt-4"
    given = beneath(None)
    assert beneath(given) is given


def test_a_document_takes_the_place_of_what_another_host_finds_of_settings(tmp_path: Path) -> None:
    base = tmp_path / "base.yaml"
    base.write_text("chat: {temperature: 0.3}\n", encoding="utf-8")
    (tmp_path / ".pinocchio.yml").write_text("profiles: {a: {}}\n", encoding="utf-8")
    around = Surroundings({"PINOCCHIO_TIMEOUT": "5"}, "/nobody", "/nobody/.config", str(tmp_path))
    host = OverDocument(PinocchioHost(), str(base))
    chain = Hosted(host, around).find().open()
    assert host.name == "pinocchio"
    assert chain.base is not None
    assert chain.base.values == {"chat": {"temperature": 0.3}}
    assert chain.select().ref == "config-inline/a"


def test_documents_that_are_opened_for_reading_take_no_changes(tmp_path: Path) -> None:
    document = tmp_path / ".pinocchio.yml"
    document.write_text("profiles: {a: {}}\n", encoding="utf-8")
    findings = Hosted(PinocchioHost(), Surroundings({}, "/nobody", "/nobody/.config", str(tmp_path))).find()

    def refusals(*, read_only: bool) -> list[str]:
        plan = findings.open(read_only=read_only).edit().set("a", "chat.engine", "gpt-5").plan()
        return [problem.code for problem in plan.refusals]

    assert refusals(read_only=True) == ["read-only"]
    assert refusals(read_only=False) == []
