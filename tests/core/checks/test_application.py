"""What is told about the way an application comes to its profile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engineprofiles import Chain, open_chain
from engineprofiles.application import Application
from engineprofiles.checks import check_chain
from engineprofiles.hosts.base import base_settings
from engineprofiles.hosts.surroundings import Surroundings
from engineprofiles.model.selection import Choice, Reason
from engineprofiles.opening import Listing
from engineprofiles.problems import Problem
from engineprofiles.stores.config_content import ConfigFile
from engineprofiles.stores.config_documents import ConfigStore

TEAM = """\
slug: team
profiles:
  default: {inference_settings: {chat: {engine: gpt-5}}}
  keyed:
    inference_settings:
      chat: {engine: gpt-5}
      api: {api_keys: {openai-api-key: sk-4711}}
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def hosted(chain: Chain, profile: str = "", **environment: str) -> Chain:
    around = Surroundings(environment, "/nobody", "/nobody/.config", "/nobody")
    choice = Choice(profile, Reason.OPTION, "--profile") if profile else None
    return replace(chain, application=Application("app", "test", base_settings(around, "APP").settings, choice))


def team(*config: str) -> Chain:
    Path("team.yaml").write_text(TEAM, encoding="utf-8")
    Path(".app.yml").write_text("\n".join(config), encoding="utf-8")
    return open_chain(["team.yaml", ConfigStore([ConfigFile(".app.yml", str(Path(".app.yml").absolute()))])])


def told(chain: Chain, *codes: str) -> list[Problem]:
    return [problem for problem in check_chain(chain) if problem.code in codes]


CHOSEN = [
    ("team/default", "profile-ref-refused", "--profile is 'team/default', and app takes no registry there"),
    ("no way", "slug-invalid", "profile slug 'no way' is invalid"),
    ("nobody", "chosen-profile-missing", "--profile is 'nobody'; looked through config-inline, team"),
]


@pytest.mark.parametrize(("profile", "code", "message"), CHOSEN)
def test_a_profile_that_cannot_be_had(profile: str, code: str, message: str) -> None:
    (problem,) = told(hosted(team("profiles: {}"), profile), code)
    assert problem.message == message


def test_a_profile_without_anything_to_find_it_in() -> None:
    Path(".app.yml").write_text("profile: {active: helper}\n", encoding="utf-8")
    chain = hosted(open_chain([ConfigStore([ConfigFile(".app.yml", str(Path(".app.yml").absolute()))])]))
    (problem,) = told(chain, "profile-without-registries")
    assert problem.location.label == ".app.yml:1:19"


def test_a_profile_that_is_there_is_no_problem() -> None:
    assert not told(hosted(team("profile: {active: Keyed}")), *[code for _, code, _ in CHOSEN])


def test_inline_profiles_take_the_place_of_a_default() -> None:
    (problem,) = told(hosted(team("profiles:", "  helper: {}")), "inline-takes-default")
    assert problem.message == "no profile is named, so app takes config-inline/helper and not team/default"
    assert problem.location.label == ".app.yml:2:3"
    assert not told(hosted(team("profiles: {helper: {}}"), "default"), "inline-takes-default")


def test_a_list_that_no_shell_reads() -> None:
    place = team("profile: {registries: [$HOME/team.yaml]}").config
    assert place is not None
    listed = Listing(
        "$HOME/team.yaml", "profile.registries", True, place.documents.locate(("profile", "registries", 0))
    )
    (problem,) = told(open_chain([listed]), "variable-not-expanded")
    assert problem.location.label == ".app.yml:1:24"


def test_a_registry_that_lies_beside_the_document_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("team.yaml").write_text(TEAM, encoding="utf-8")
    Path(".app.yml").write_text("profile: {registries: [./team.yaml]}\n", encoding="utf-8")
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    store = ConfigStore([ConfigFile("../.app.yml", str(tmp_path / ".app.yml"))])
    config = open_chain([store]).config
    assert config is not None
    listed = Listing("./team.yaml", "profile.registries", True, config.documents.locate(("profile", "registries", 0)))
    (problem,) = told(open_chain([listed, store]), "relative-to-document")
    assert problem.hint == f"Write {tmp_path / 'team.yaml'}."


def test_a_key_of_the_application_is_no_missing_key() -> None:
    chain = team("profiles: {}")
    (problem,) = told(hosted(chain), "api-key-missing")
    assert problem.message.startswith("team/default: chat.api_type of base is openai")
    assert problem.location.label == "team.yaml:3:12"
    assert not told(hosted(chain, APP_OPENAI_API_KEY="sk-0815"), "api-key-missing")


def test_a_secret_in_a_config_document_that_others_can_read() -> None:
    secret = "profiles: {a: {inference_settings: {api: {api_keys: {openai-api-key: sk-4711}}}}}"
    team(secret)
    Path("team.yaml").chmod(0o600)
    Path(".app.yml").chmod(0o644)
    (problem,) = told(team(secret), "secret-in-world-readable-file")
    assert "mode 0644 lets everyone on this computer read .app.yml" in problem.message
    assert problem.location.source == ".app.yml"
