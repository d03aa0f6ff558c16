"""Which registries Pinocchio opens, and which profile it takes from them: situations."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.core.hosts.made_up_home import in_database, inline, registry
from tests.core.hosts.situation import BUILT_IN, Situation, Told, happens

from engineprofiles.hosts import Options

DEFAULT = "ROOT/home/.config/pinocchio/profiles.yaml"
TEAM = registry("team", default="d", fast="f")
MINE = registry("mine", default="m", own="o")
PLAIN = Told("team/default", f"d of {DEFAULT}:3", opens="team")
BOTH = {"team.yaml": TEAM, "mine.yaml": MINE}


def listing(*entries: str) -> str:
    return "profile:\n  registries:\n" + "".join(f"  - {entry}\n" for entry in entries)


def stops(*problems: str, opens: str = "") -> Told:
    return Told("", "", "", opens, stops="; ".join(problems))


def ask(profile: str = "", *registries: str) -> Options:
    return Options(profile, registries)


LISTS = [
    Situation(
        "a default that is not called default is the first by name",
        {"default": registry("team", zoom="z", fast="f")},
        Told("team/fast", f"f of {DEFAULT}:4", opens="team"),
    ),
    Situation("the default registry is a folder", {"default": None}, Told()),
    Situation("the default registry is empty", {"default": ""}, stops(f"source-empty at {DEFAULT}")),
    Situation("the default registry is all comments", {"default": "# none\n"}, stops(f"source-empty at {DEFAULT}")),
    Situation(
        "the default registry is a map of the old kind",
        {"default": "fast:\n  ai-chat: {ai-engine: x}\n"},
        stops(f"legacy-map at {DEFAULT}:1"),
    ),
    Situation(
        "the default registry is a bundle",
        {"default": "registries: {team: {slug: team}}\n"},
        stops(f"registries-bundle at {DEFAULT}:1"),
    ),
    Situation(
        "a registry without profiles has no default",
        {"default": "slug: team\nprofiles: {}\n"},
        stops(f"no-default at {DEFAULT}:1"),
    ),
    Situation(
        "only profiles.yaml of that folder is a default",
        {"../../.config/pinocchio/profiles.yml": TEAM, "../../.pinocchio/profiles.yaml": TEAM},
        Told(),
        also=("config-name-ignored",),
    ),
    Situation(
        "a list in a document leaves the default registry out",
        {**BOTH, "default": registry("own", default="x"), "cwd": listing("team.yaml")},
        Told("team/default", "d of team.yaml:3", opens="team"),
    ),
    Situation(
        "the last registry of a list comes first",
        {**BOTH, "cwd": listing("team.yaml", "mine.yaml")},
        Told("mine/default", "m of mine.yaml:3", opens="mine, team", shadows="team"),
    ),
    Situation(
        "a higher document replaces the whole list",
        {**BOTH, "repo": listing("team.yaml", "nowhere.yaml"), "cwd": listing("mine.yaml")},
        Told("mine/default", "m of mine.yaml:3", opens="mine"),
        also=("registries-replaced",),
    ),
    Situation(
        "an empty list in a higher document replaces none",
        {**BOTH, "default": TEAM, "repo": listing("mine.yaml"), "cwd": "profile: {registries: []}\n"},
        Told("mine/default", "m of mine.yaml:3", opens="mine"),
    ),
    Situation(
        "the variable replaces the list of a document",
        {**BOTH, "cwd": listing("mine.yaml")},
        Told("team/default", "d of team.yaml:3", opens="team"),
        {"PINOCCHIO_PROFILE_REGISTRIES": "team.yaml"},
        also=("registries-replaced", "variable-not-in-listings"),
    ),
    Situation(
        "the option replaces the variable",
        BOTH,
        Told("mine/default", "m of mine.yaml:3", opens="mine"),
        {"PINOCCHIO_PROFILE_REGISTRIES": "team.yaml,nowhere.yaml"},
        ask("", " mine.yaml ", "", " "),
    ),
    Situation(
        "an option of blanks is none, and hides the variable",
        {**BOTH, "default": TEAM},
        PLAIN,
        {"PINOCCHIO_PROFILE_REGISTRIES": "team.yaml"},
        ask("", "", " "),
    ),
    Situation(
        "brackets and blanks in the variable",
        BOTH,
        Told("mine/default", "m of mine.yaml:3", opens="mine, team", shadows="team"),
        {"PINOCCHIO_PROFILE_REGISTRIES": " [ team.yaml, , mine.yaml ] "},
    ),
    Situation("a variable of blanks is not set", {"default": TEAM}, PLAIN, {"PINOCCHIO_PROFILE_REGISTRIES": " , "}),
    Situation(
        "each of the two is decided by itself",
        {**BOTH, "cwd": listing("team.yaml", "mine.yaml") + "  active: own\n"},
        Told("team/fast", "f of team.yaml:4", "--profile", "mine, team"),
        options=ask("fast"),
    ),
    Situation(
        "a relative registry of a document is looked for from the working directory",
        {"../team.yaml": TEAM, "repo": listing("./team.yaml")},
        stops("source-missing at ./team.yaml"),
        also=("relative-to-document",),
    ),
    Situation(
        "and found there, whatever lies beside the document",
        {"../team.yaml": MINE, "team.yaml": TEAM, "repo": listing("./team.yaml")},
        Told("team/default", "d of ./team.yaml:3", opens="team"),
        also=("relative-path",),
    ),
    Situation(
        "`~` stands for nothing",
        {"../../team.yaml": TEAM, "cwd": listing("~/team.yaml")},
        stops("source-missing at ~/team.yaml"),
        also=("tilde-not-expanded",),
    ),
    Situation(
        "`$` stands for nothing",
        {"../../team.yaml": TEAM, "cwd": listing("$HOME/team.yaml")},
        stops("source-missing at $HOME/team.yaml"),
        {"HOME": "ROOT/home"},
        also=("variable-not-expanded",),
    ),
    Situation(
        "one source that is missing stops all",
        {**BOTH, "cwd": listing("team.yaml", "nowhere.yaml")},
        stops("source-missing at nowhere.yaml", opens="team"),
    ),
    Situation(
        "a folder is no source",
        {"team/a.yaml": TEAM, "cwd": listing("team")},
        stops("source-unreadable at team"),
    ),
    Situation(
        "two registries of one slug",
        {"team.yaml": TEAM, "theirs.yaml": registry("team", other="x")},
        stops("registry-duplicate at team.yaml:1", opens="team"),
        options=ask("", "theirs.yaml", "team.yaml"),
    ),
    Situation(
        "the database of a registry",
        {"team.db": in_database("team", fast="f")},
        Told("team/fast", "f of team.db", opens="team"),
        options=ask("", "team.db"),
    ),
    Situation(
        "a database whose name does not tell",
        {"team.db": in_database("team", fast="f")},
        Told("team/fast", "f of sqlite:team.db", opens="team"),
        options=ask("", "sqlite:team.db"),
    ),
    Situation(
        "a database that is missing, which Geppetto makes, and has no registry then",
        {},
        stops("no-registries at team.db"),
        options=ask("", "team.db"),
        also=("sqlite-missing",),
    ),
    Situation(
        "a database that is missing among others",
        {"team.yaml": TEAM},
        Told("team/default", "d of team.yaml:3", opens="team"),
        options=ask("", "team.yaml", "team.db"),
        also=("sqlite-missing",),
    ),
]

NAMED = [
    Situation(
        "the document names the profile",
        {"default": TEAM, "cwd": "profile: {active: fast}\n"},
        Told("team/fast", f"f of {DEFAULT}:4", "profile.active in .pinocchio.yml:1", "team"),
    ),
    Situation(
        "the variable comes before the document",
        {"default": TEAM, "cwd": "profile: {active: nobody}\n"},
        Told("team/fast", f"f of {DEFAULT}:4", "PINOCCHIO_PROFILE", "team"),
        {"PINOCCHIO_PROFILE": " fast "},
        also=("variable-not-in-listings",),
    ),
    Situation(
        "the option comes before the variable",
        {"default": TEAM, "cwd": "profile: {active: nobody}\n"},
        Told("team/fast", f"f of {DEFAULT}:4", "--profile", "team"),
        {"PINOCCHIO_PROFILE": "nobody"},
        ask("fast"),
    ),
    Situation(
        "a blank variable is not set, and a blank option is none",
        {"default": TEAM, "cwd": "profile: {active: fast}\n"},
        Told("team/fast", f"f of {DEFAULT}:4", "profile.active in .pinocchio.yml:1", "team"),
        {"PINOCCHIO_PROFILE": " "},
        ask("  "),
        also=("variable-empty",),
    ),
    Situation(
        "capitals and blanks make no difference",
        {"default": TEAM, "cwd": "profile:\n  active: ' Fast '\n"},
        Told("team/fast", f"f of {DEFAULT}:4", "profile.active in .pinocchio.yml:2", "team"),
    ),
    Situation(
        "nor do they in an option",
        {"default": TEAM},
        Told("team/fast", f"f of {DEFAULT}:4", "--profile", "team"),
        options=ask(" FAST "),
    ),
    Situation(
        "a registry before the name in the option",
        {"default": TEAM},
        stops("profile-ref-refused at --profile", opens="team"),
        options=ask("team/fast"),
    ),
    Situation(
        "a registry before the name in the variable",
        {"default": TEAM},
        stops("profile-ref-refused at PINOCCHIO_PROFILE", opens="team"),
        {"PINOCCHIO_PROFILE": "team/fast"},
    ),
    Situation(
        "a registry before the name in a document that does not even count",
        {"default": TEAM, "home": "profile: {active: team/fast}\n", "cwd": "profile: {active: fast}\n"},
        stops("profile-ref-refused at ~/.pinocchio/config.yaml:1", opens="team"),
    ),
    Situation(
        "no slug in the variable",
        {"default": TEAM},
        stops("slug-invalid at PINOCCHIO_PROFILE", opens="team"),
        {"PINOCCHIO_PROFILE": "so fast"},
    ),
    Situation(
        "a profile that nobody has",
        {"default": TEAM, "cwd": "profile: {active: nobody}\n"},
        stops("chosen-profile-missing at .pinocchio.yml:1", opens="team"),
    ),
    Situation(
        "a profile and nothing to find it in",
        {"cwd": "profile: {active: fast}\n"},
        stops("profile-without-registries at .pinocchio.yml:1"),
    ),
    Situation(
        "a variable and nothing to find it in",
        {},
        stops("profile-without-registries at PINOCCHIO_PROFILE"),
        {"PINOCCHIO_PROFILE": "fast"},
    ),
    Situation(
        "every registry is searched, the top first",
        {**BOTH, "cwd": listing("team.yaml", "mine.yaml") + "  active: fast\n"},
        Told("team/fast", "f of team.yaml:4", "profile.active in .pinocchio.yml:5", "mine, team"),
    ),
    Situation(
        "what the top has hides what is below",
        {**BOTH, "cwd": listing("mine.yaml", "team.yaml")},
        Told("mine/default", "m of mine.yaml:3", "--profile", "mine, team", "team"),
        options=ask("default", "team.yaml", "mine.yaml"),
    ),
    Situation(
        "a stack across registries",
        {
            "team.yaml": TEAM,
            "mine.yaml": "slug: mine\nprofiles:\n  own:\n    stack: [{registry_slug: team, profile_slug: fast}]\n",
        },
        Told("mine/own", "f of team.yaml:4", opens="mine, team"),
        options=ask("", "team.yaml", "mine.yaml"),
    ),
    Situation(
        "a stack on a registry that is not listed stops whoever takes it",
        {"mine.yaml": "slug: mine\nprofiles:\n  own:\n    stack: [{registry_slug: team, profile_slug: fast}]\n"},
        stops("ref-missing-registry at mine.yaml:4", opens="mine"),
        options=ask("", "mine.yaml"),
    ),
    Situation(
        "and nobody else",
        {
            "mine.yaml": "slug: mine\nprofiles:\n  x: {}\n  own:\n"
            "    stack: [{registry_slug: team, profile_slug: fast}]\n"
        },
        Told("mine/x", BUILT_IN, "--profile", "mine"),
        options=ask("x", "mine.yaml"),
        also=("ref-missing-registry",),
    ),
]

INLINE = [
    Situation(
        "inline profiles alone",
        {"cwd": inline(zoom="z", fast="i")},
        Told("config-inline/fast", "i of .pinocchio.yml:3", opens="config-inline"),
    ),
    Situation(
        "one called default is their default",
        {"cwd": inline(a="i", default="j")},
        Told("config-inline/default", "j of .pinocchio.yml:3", opens="config-inline"),
    ),
    Situation(
        "they come before a registry's profile of the same name, whatever the options",
        {**BOTH, "cwd": inline(fast="i")},
        Told("config-inline/fast", "i of .pinocchio.yml:2", "--profile", "config-inline, mine, team", "team"),
        options=ask("fast", "team.yaml", "mine.yaml"),
    ),
    Situation(
        "one of them takes the default of every command",
        {"default": TEAM, "cwd": inline(helper="i")},
        Told("config-inline/helper", "i of .pinocchio.yml:2", opens="config-inline, team"),
        also=("inline-takes-default",),
    ),
    Situation(
        "even one that sets nothing",
        {"default": TEAM, "cwd": inline(helper=None)},
        Told("config-inline/helper", BUILT_IN, opens="config-inline, team"),
        also=("inline-takes-default",),
    ),
    Situation(
        "a name that they do not have is looked for in the registries",
        {"default": TEAM, "cwd": inline(helper="i")},
        Told("team/fast", f"f of {DEFAULT}:4", "--profile", "config-inline, team"),
        options=ask("fast"),
    ),
    Situation(
        "capitals in the key make no difference",
        {"cwd": inline(Fast="i")},
        Told("config-inline/fast", "i of .pinocchio.yml:2", "--profile", "config-inline"),
        options=ask("fast"),
    ),
    Situation(
        "they stack on each other",
        {"cwd": inline(base="i") + "  fast: {stack: [{profile_slug: base}]}\n"},
        Told("config-inline/fast", "i of .pinocchio.yml:2", "--profile", "config-inline"),
        options=ask("fast"),
    ),
    Situation(
        "they do not stack on a registry",
        {"default": TEAM, "cwd": "profiles:\n  fast:\n    stack: [{registry_slug: team, profile_slug: fast}]\n"},
        stops("inline-wall at .pinocchio.yml:3", opens="config-inline, team"),
        options=ask("fast"),
    ),
    Situation(
        "which stops nobody who takes another profile",
        {"default": TEAM, "cwd": "profiles:\n  fast:\n    stack: [{registry_slug: team, profile_slug: fast}]\n"},
        Told("team/default", f"d of {DEFAULT}:3", "--profile", "config-inline, team"),
        options=ask("default"),
        also=("inline-wall",),
    ),
    Situation(
        "a registry that is not there at all is behind no wall",
        {"cwd": "profiles:\n  fast:\n    stack: [{registry_slug: team, profile_slug: fast}]\n"},
        stops("ref-missing-registry at .pinocchio.yml:3", opens="config-inline"),
    ),
    Situation(
        "a registry does not stack on them",
        {
            "default": "slug: team\nprofiles:\n  fast:\n"
            "    stack: [{registry_slug: config-inline, profile_slug: helper}]\n",
            "cwd": inline(helper="i"),
        },
        stops(f"inline-wall at {DEFAULT}:4", opens="config-inline, team"),
        options=ask("fast"),
    ),
    Situation(
        "a registry of their name is hidden by them",
        {"default": registry("config-inline", helper="x"), "cwd": inline(helper="i")},
        Told("config-inline/helper", "i of .pinocchio.yml:2", opens="config-inline"),
        also=("inline-hides-registry",),
    ),
    Situation(
        "and used like any other where there are none",
        {"default": registry("config-inline", helper="x"), "cwd": "profile: {active: helper}\n"},
        Told("config-inline/helper", f"x of {DEFAULT}:3", "profile.active in .pinocchio.yml:1", "config-inline"),
    ),
    Situation(
        "nothing is opened in their place where a registry fails",
        {"cwd": listing("nowhere.yaml") + inline(helper="i")},
        stops("source-missing at nowhere.yaml", opens="config-inline"),
    ),
]


@pytest.mark.parametrize("situation", [*LISTS, *NAMED, *INLINE], ids=lambda each: each.id)
def test_what_pinocchio_does(situation: Situation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert happens(situation, tmp_path, monkeypatch) == situation.expected
