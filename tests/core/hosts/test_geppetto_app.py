"""How applications on Geppetto's bootstrap find their registries, their profile and their own settings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.core.hosts.around import around, write

from engineprofiles import Chain
from engineprofiles.application import Found, Place
from engineprofiles.checks.refusals import refusals
from engineprofiles.hosts.geppetto_app import GeppettoHost
from engineprofiles.hosts.host import Findings, Options
from engineprofiles.model.selection import Reason

HOST = GeppettoHost("llm-proxy")


def registry(path: Path, slug: str = "r", *profiles: str) -> str:
    listed = "".join(f"  {name}: {{inference_settings: {{chat: {{engine: {name}}}}}}}\n" for name in profiles or ("a",))
    return write(path, f"slug: {slug}\nprofiles:\n{listed}")


def find(folder: Path, options: Options = Options(), **environment: str) -> Findings:  # noqa: B008
    return HOST.find(around(folder, **environment), options)


def place(findings: Findings, name: str) -> Place:
    return next(place for place in findings.application.places if place.name == name)


def codes(findings: Findings) -> list[str]:
    return [problem.code for problem in findings.application.problems]


def opened(findings: Findings) -> Chain:
    return findings.open(read_only=True)


def test_a_bare_machine_has_nothing(tmp_path: Path) -> None:
    findings = find(tmp_path)
    assert (findings.entries, findings.application.asked, codes(findings)) == ((), None, [])
    assert not findings.found_anything
    assert (HOST.name, findings.application.name, findings.application.host) == ("geppetto", "llm-proxy", "geppetto")
    assert [(each.name, each.layer, each.found) for each in findings.application.places] == [
        (str(tmp_path / "etc/llm-proxy/config.yaml").replace(str(tmp_path), "~"), "system", Found.MISSING),
        ("~/.llm-proxy/config.yaml", "user", Found.MISSING),
        ("~/.config/llm-proxy/config.yaml", "user", Found.MISSING),
        ("LLM_PROXY_PROFILE", "selection", Found.UNSET),
        ("LLM_PROXY_PROFILE_REGISTRIES", "selection", Found.UNSET),
        ("~/.config/llm-proxy/profiles.yaml", "default", Found.MISSING),
    ]


def test_the_default_registry_is_taken_where_none_is_listed(tmp_path: Path) -> None:
    path = registry(tmp_path / ".config/llm-proxy/profiles.yaml", "mine")
    findings = find(tmp_path)
    assert findings.found_anything
    assert [source.name for source in opened(findings).sources] == [path]
    listed = find(tmp_path, LLM_PROXY_PROFILE_REGISTRIES=registry(tmp_path / "b.yaml", "b"))
    assert opened(listed).default_registry == "b"
    assert place(listed, "~/.config/llm-proxy/profiles.yaml").lost == (
        "registries: LLM_PROXY_PROFILE_REGISTRIES comes first",
    )


@pytest.mark.parametrize(
    ("options", "environment", "profile", "reason", "by"),
    [
        (Options(), {}, "c", Reason.CONFIG, "profile-settings.profile"),
        (Options(), {"LLM_PROXY_PROFILE": " b "}, "b", Reason.ENVIRONMENT, "LLM_PROXY_PROFILE"),
        (Options(profile="a"), {"LLM_PROXY_PROFILE": "b"}, "a", Reason.OPTION, "--profile"),
        (Options(profile=" "), {"LLM_PROXY_PROFILE": "b"}, "b", Reason.ENVIRONMENT, "LLM_PROXY_PROFILE"),
    ],
)
def test_options_win_over_variables_and_these_over_files(
    tmp_path: Path, options: Options, environment: dict[str, str], profile: str, reason: Reason, by: str
) -> None:
    path = registry(tmp_path / "r.yaml", "r", "a", "b", "c")
    text = f"profile-settings:\n  profile: c\n  profile-registries: [{path}]\n"
    write(tmp_path / ".llm-proxy/config.yaml", text)
    selection = opened(find(tmp_path, options, **environment)).select()
    assert (selection.profile, selection.reason) == (profile, reason)
    assert selection.choice is not None
    assert selection.choice.by == by


def test_what_lost_says_to_what(tmp_path: Path) -> None:
    path = registry(tmp_path / "r.yaml")
    write(tmp_path / ".llm-proxy/config.yaml", "profile-settings: {profile: c}\nai-chat: {ai-engine: gpt-5}\n")
    write(tmp_path / ".config/llm-proxy/config.yaml", f"profile-settings: {{profile-registries: [{path}]}}\n")
    findings = find(tmp_path, Options(profile="a"), LLM_PROXY_PROFILE="b")
    low, high = place(findings, "~/.llm-proxy/config.yaml"), place(findings, "~/.config/llm-proxy/config.yaml")
    assert (low.gives, low.lost) == (("chat.engine = gpt-5",), ("profile c: --profile comes first",))
    assert (high.gives, high.lost) == ((f"registries {path}",), ())
    variable = place(findings, "LLM_PROXY_PROFILE")
    assert (variable.gives, variable.lost) == ((), ("profile b: --profile comes first",))


def test_a_blank_variable_hides_what_files_say(tmp_path: Path) -> None:
    path = registry(tmp_path / "r.yaml")
    write(tmp_path / ".llm-proxy/config.yaml", f"profile-settings: {{profile: c, profile-registries: [{path}]}}\n")
    findings = find(tmp_path, LLM_PROXY_PROFILE="")
    assert (findings.application.asked, codes(findings)) == (None, ["variable-empty"])
    assert place(findings, "~/.llm-proxy/config.yaml").lost == ("profile c: LLM_PROXY_PROFILE comes first",)


def test_a_higher_file_replaces_the_whole_list(tmp_path: Path) -> None:
    low, high = registry(tmp_path / "low.yaml", "low"), registry(tmp_path / "high.yaml", "high")
    write(tmp_path / "etc/llm-proxy/config.yaml", f"profile-settings: {{profile-registries: [{low}]}}\n")
    write(tmp_path / ".llm-proxy/config.yaml", f"profile-settings: {{profile-registries: [{high}]}}\n")
    chain = opened(find(tmp_path))
    assert [each.slug for each in chain.registries] == ["high"]
    assert chain.sources[0].listed_in == "profile-settings.profile-registries in ~/.llm-proxy/config.yaml"
    assert chain.sources[0].listed_at.label == "~/.llm-proxy/config.yaml:1:40"
    chain = opened(find(tmp_path, Options(registries=(low, high))))
    assert [each.slug for each in chain.registries] == ["high", "low"]
    assert (chain.sources[0].listed_in, chain.sources[0].listed_at.label) == ("--profile-registries", "")


def test_files_make_parts_of_the_base_at_their_lines(tmp_path: Path) -> None:
    registry(tmp_path / ".config/llm-proxy/profiles.yaml", "r", "a")
    write(tmp_path / ".llm-proxy/config.yaml", "ai-chat:\n  ai-engine: low\n  ai-top-p: 0.5\n")
    write(tmp_path / ".config/llm-proxy/config.yaml", "ai-chat:\n  ai-top-p: 0.6\nrepositories: [a]\n")
    chain = opened(find(tmp_path, LLM_PROXY_AI_TEMPERATURE="0.1"))
    assert chain.base is not None
    final = chain.resolve("a").on(chain.base)
    assert [part.profile for part in final.base[0].parts] == [
        "built-in default",
        "~/.llm-proxy/config.yaml",
        "~/.config/llm-proxy/config.yaml",
        "environment",
    ]
    top_p = final.trace["chat.top_p"].winner
    assert top_p is not None
    assert (top_p.value, top_p.origin) == (0.6, "~/.config/llm-proxy/config.yaml")
    assert top_p.location.label == "~/.config/llm-proxy/config.yaml:2:13"
    assert [part.value for part in top_p.parts] == [1, 0.5, 0.6]
    assert final.values["chat"]["temperature"] == 0.1
    assert final.values["chat"]["engine"] == "a"


def test_a_profile_without_registries_is_refused_where_it_is_named(tmp_path: Path) -> None:
    write(tmp_path / ".llm-proxy/config.yaml", "profile-settings:\n  profile: a\n")
    [problem] = refusals(opened(find(tmp_path)))
    assert (problem.code, problem.location.label) == ("profile-without-registries", "~/.llm-proxy/config.yaml:2:12")
    [problem] = refusals(opened(find(tmp_path, Options(profile="team/a"))))
    assert (problem.code, problem.location.label) == ("profile-ref-refused", "--profile")


def test_without_a_config_folder_nothing_is_looked_for_in_it(tmp_path: Path) -> None:
    bare = replace(around(tmp_path), config_home="")
    assert [each.path for each in HOST.find(bare).application.places if each.path] == [
        str(tmp_path / "etc/llm-proxy/config.yaml"),
        str(tmp_path / ".llm-proxy/config.yaml"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("mine.yaml", None, ["config-file-missing"]),
        ("mine.yaml", "ai-chat: {ai-engine: x}", []),
        ("mine.json", '{"ai-chat": {"ai-engine": "x"}}', []),
        ("mine.toml", "", ["source-unreadable"]),
        ("../.llm-proxy/config.yaml", "ai-chat: {}", ["config-file-not-raised"]),
    ],
)
def test_a_file_that_is_named(tmp_path: Path, name: str, text: str | None, expected: list[str]) -> None:
    if text is not None:
        write(tmp_path / "work" / name, text)
    findings = find(tmp_path, Options(config_file=name))
    assert codes(findings) == expected
    assert [each.found for each in findings.application.places if each.layer == "explicit"] == [
        {"config-file-missing": Found.MISSING, "config-file-not-raised": Found.SAME}.get(
            "".join(expected), Found.BROKEN if expected else Found.FOUND
        )
    ]


def test_the_prefix_may_be_another(tmp_path: Path) -> None:
    findings = GeppettoHost("llm-proxy", "LP").find(around(tmp_path, LP_PROFILE="a", LLM_PROXY_PROFILE="b"))
    assert findings.application.asked is not None
    assert findings.application.asked.profile == "a"


def test_no_secret_is_in_what_was_found(tmp_path: Path) -> None:
    write(tmp_path / ".llm-proxy/config.yaml", "openai-chat: {openai-api-key: hunter2}\n")
    findings = find(
        tmp_path,
        Options(registries=("sqlite-dsn:file:x.db?_auth_pass=hunter3",)),
        LLM_PROXY_CLAUDE_API_KEY="hunter4",
        OPENAI_API_KEY="hunter5",
        LLM_PROXY_PROXY_URL="http://me:hunter6@proxy",
    )
    shown = repr(findings.application.places) + repr(findings.application.problems) + repr(findings)
    assert "hunter" not in shown
