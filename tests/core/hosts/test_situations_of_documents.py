"""Which config documents Pinocchio reads, in which order, and what it makes of each: situations."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.core.hosts.made_up_home import BELOW, TOP, made_up_home, registry
from tests.core.hosts.situation import Situation, Told, happens, told

from engineprofiles.hosts import Options, PinocchioHost

EIGHT = ("system", "home", "user", "repo", "repo override", "cwd", "cwd override", "mine.yml")
NAMES = (
    "ROOT/etc/pinocchio/config.yaml",
    "~/.pinocchio/config.yaml",
    "~/.config/pinocchio/config.yaml",
    "../.pinocchio.yml",
    "../.pinocchio.override.yml",
    ".pinocchio.yml",
    ".pinocchio.override.yml",
    "mine.yml",
)
MINE = Options(config_file="mine.yml")
DEFAULT = "ROOT/home/.config/pinocchio/profiles.yaml"
TEAM = registry("team", default="d", fast="f")
PLAIN = Told("team/default", f"d of {DEFAULT}:3", opens="team")
ROOT = "../../.."
"""The folder of everything, from the working directory."""


def active(profile: str) -> str:
    return f"profile:\n  active: {profile}\n"


def fast(by: str) -> Told:
    return Told("team/fast", f"f of {DEFAULT}:4", by, "team")


def stops(*problems: str, opens: str = "") -> Told:
    return Told("", "", "", opens, stops="; ".join(problems))


@pytest.mark.parametrize(("place", "name"), zip(EIGHT, NAMES, strict=True))
def test_each_document_counts_by_itself(place: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"default": TEAM, "mine.yml": "{}\n", place: active("fast")}
    situation = Situation(place, files, fast(f"profile.active in {name}:2"), options=MINE)
    assert happens(situation, tmp_path, monkeypatch) == situation.expected


@pytest.mark.parametrize("highest", range(1, 8), ids=EIGHT[1:])
def test_a_higher_document_replaces_what_all_the_lower_ones_say(
    highest: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"default": TEAM} | {place: active("default") for place in EIGHT[:highest]}
    files |= {"mine.yml": files.get("mine.yml", "{}\n"), EIGHT[highest]: active("fast")}
    situation = Situation("", files, fast(f"profile.active in {NAMES[highest]}:2"), options=MINE)
    assert happens(situation, tmp_path, monkeypatch) == situation.expected


@pytest.mark.parametrize(
    ("cwd", "git", "places"),
    [
        (BELOW, True, ["repo ../.pinocchio.yml found", "cwd .pinocchio.yml found"]),
        (TOP, True, ["repo .pinocchio.yml found", "cwd .pinocchio.yml seen already"]),
        (TOP, False, ["cwd .pinocchio.yml found"]),
        (BELOW, False, ["cwd .pinocchio.yml found"]),
    ],
    ids=["below the top", "at the top", "at the top without git", "below the top without git"],
)
def test_a_document_that_is_found_twice_counts_where_it_was_found_first(
    cwd: str, git: bool, places: list[str], tmp_path: Path
) -> None:
    around = made_up_home(tmp_path, {"repo": "{}\n", ".pinocchio.yml": "{}\n"}, cwd=cwd, git=git)
    found = PinocchioHost().find(around).application.places
    assert [
        f"{each.layer} {each.name} {each.found}" for each in found if each.name.endswith(".pinocchio.yml")
    ] == places


WHICH = [
    Situation("nothing at all", {}, Told()),
    Situation("the default registry alone", {"default": TEAM}, PLAIN),
    Situation(
        "a document that is named and found anyway keeps its rank",
        {"default": TEAM, "repo": active("default"), "cwd": active("fast")},
        fast("profile.active in .pinocchio.yml:2"),
        options=Options(config_file="../.pinocchio.yml"),
        also=("config-file-not-raised",),
    ),
    Situation(
        "a document that is named is looked for from the working directory",
        {"default": TEAM, "cwd override": active("default"), "../mine.yml": active("fast")},
        fast("profile.active in ../mine.yml:2"),
        options=Options(config_file=" ../mine.yml "),
    ),
    Situation("a blank option names none", {"default": TEAM}, PLAIN, options=Options(config_file="  ")),
    Situation(
        "a document that is named and not there",
        {"default": TEAM},
        stops("config-file-missing at nothing.yml", opens="team"),
        options=Options(config_file="nothing.yml"),
    ),
    Situation(
        "a place that is looked at, named and without a document",
        {},
        stops("config-file-missing at .pinocchio.yml"),
        options=Options(config_file=".pinocchio.yml"),
    ),
    Situation(
        "a document that the variable names",
        {
            "default": TEAM,
            "cwd": "profiles: {fast: {}}\n",
            "mine.yml": "profiles: {fast: {}}\nprofile: {active: fast}\n",
        },
        Told("config-inline/fast", why="profile.active in mine.yml:2", opens="config-inline, team", shadows="team"),
        {"PINOCCHIO_CONFIG_FILE": " mine.yml"},
    ),
    Situation(
        "one that the variable names does not select over those that lie there",
        {"default": TEAM, "home": active("fast"), "mine.yml": active("default")},
        fast("profile.active in ~/.pinocchio/config.yaml:2"),
        {"PINOCCHIO_CONFIG_FILE": "mine.yml"},
    ),
    Situation(
        "the option comes before the variable",
        {"default": TEAM, "mine.yml": active("fast")},
        fast("profile.active in mine.yml:2"),
        {"PINOCCHIO_CONFIG_FILE": "nothing.yml"},
        options=MINE,
    ),
    Situation(
        "a document that the variable names and that is not there",
        {"default": TEAM},
        stops("config-file-missing at nothing.yml", opens="team"),
        {"PINOCCHIO_CONFIG_FILE": "nothing.yml"},
    ),
    Situation(
        "an ending that the option is not taken with",
        {"default": TEAM, "mine.txt": "{}\n"},
        stops("config-name-refused at mine.txt", opens="team"),
        options=Options(config_file="mine.txt"),
    ),
    Situation(
        "the variable is taken with any ending",
        {"default": TEAM, "mine.txt": active("fast")},
        fast("profile.active in mine.txt:2"),
        {"PINOCCHIO_CONFIG_FILE": "mine.txt"},
    ),
    Situation(
        "JSON that is none",
        {"default": TEAM, "mine.json": active("fast")},
        stops("config-name-refused at mine.json", opens="team"),
        options=Options(config_file="mine.json"),
    ),
    Situation(
        "JSON",
        {"default": TEAM, "mine.json": '{"profile":\n {"active": "fast"}}'},
        fast("profile.active in mine.json:2"),
        options=Options(config_file="mine.json"),
    ),
    Situation("a folder that is named", {"mine.yml": None}, stops("config-file-missing at mine.yml"), options=MINE),
    Situation(
        "`~` in the option is a name like any other",
        {"home": "{}\n"},
        stops("config-file-missing at ~/.pinocchio/config.yaml"),
        options=Options(config_file="~/.pinocchio/config.yaml"),
    ),
    Situation(
        "the former name, given as an option",
        {"default": TEAM, ".pinocchio-profile.yml": active("fast")},
        stops("config-name-refused at .pinocchio-profile.yml", opens="team"),
        options=Options(config_file=".pinocchio-profile.yml"),
    ),
    Situation(
        "the former name, lying there",
        {"default": TEAM, ".pinocchio-profile.yml": "profile-settings: {profile: fast}\n"},
        PLAIN,
        also=("config-name-ignored",),
    ),
    Situation(
        "another ending",
        {"default": TEAM, ".pinocchio.yaml": active("fast"), f"{ROOT}/home/.config/pinocchio/config.yml": "x: 1\n"},
        PLAIN,
        also=("config-name-ignored",),
    ),
    Situation("a folder of the right name", {"default": TEAM, "cwd": None, "user": None}, PLAIN),
    Situation(
        "no other folder between the top and the working directory is looked into",
        {"default": TEAM, "../.pinocchio.yml": active("fast")},
        PLAIN,
        cwd=f"{BELOW}/deeper",
    ),
    Situation(
        "outside of any repository",
        {"default": TEAM, "repo": active("fast")},
        PLAIN,
        cwd="home/elsewhere",
    ),
    Situation(
        "XDG_CONFIG_HOME leads elsewhere, and so does the default",
        {
            "default": TEAM,
            "user": active("nobody"),
            f"{ROOT}/xdg/pinocchio/config.yaml": active("mine"),
            f"{ROOT}/xdg/pinocchio/profiles.yaml": registry("own", mine="m"),
        },
        Told(
            "own/mine",
            "m of ROOT/xdg/pinocchio/profiles.yaml:3",
            "profile.active in ROOT/xdg/pinocchio/config.yaml:2",
            "own",
        ),
        {"XDG_CONFIG_HOME": "ROOT/xdg"},
    ),
    Situation(
        "a relative XDG_CONFIG_HOME is none",
        {
            "default": TEAM,
            "user": active("fast"),
            "xdg/pinocchio/config.yaml": active("fast"),
            "xdg/pinocchio/profiles.yaml": TEAM,
            "pinocchio/config.yaml": active("fast"),
            "pinocchio/profiles.yaml": TEAM,
        },
        Told(),
        {"XDG_CONFIG_HOME": "xdg"},
    ),
    Situation(
        "the home configuration is no matter of XDG_CONFIG_HOME",
        {"home": "profile: {registries: [ROOT/home/.config/pinocchio/profiles.yaml]}\n", "default": TEAM},
        PLAIN,
        {"XDG_CONFIG_HOME": "xdg"},
    ),
    Situation(
        "a blank profile in a higher document leaves the name alone",
        {"default": TEAM, "home": active("fast"), "cwd": active('""')},
        fast("profile.active in ~/.pinocchio/config.yaml:2"),
    ),
    Situation(
        "no profile in a higher document leaves the name alone too",
        {"default": TEAM, "home": active("fast"), "cwd": active("")},
        fast("profile.active in ~/.pinocchio/config.yaml:2"),
    ),
    Situation(
        "a profile without the key leaves the name alone",
        {"default": TEAM, "home": active("fast"), "cwd": "profile: {}\nprofiles:\napp:\n"},
        fast("profile.active in ~/.pinocchio/config.yaml:2"),
    ),
    Situation(
        "folders of prompts are no matter of profiles", {"default": TEAM, "cwd": "app: {repositories: [~/p]}\n"}, PLAIN
    ),
]

STRICT = [
    ("a text without anything", "", "config-document-blank at .pinocchio.yml"),
    ("comments alone", "# profile: {active: fast}\n", "config-document-blank at .pinocchio.yml"),
    ("null", "~\n", "config-document-blank at .pinocchio.yml:1"),
    ("a list", "- profile\n", "wrong-type at .pinocchio.yml:1"),
    ("no YAML", "profile: [\n", "yaml-syntax at .pinocchio.yml:1"),
    ("a key twice", "profile: {}\nprofile: {}\n", "duplicate-key at .pinocchio.yml:2"),
    ("an unknown key", "app: {}\nprofil: {}\n", "config-unknown-key at .pinocchio.yml:2"),
    ("a blank key", "'': {}\n", "config-unknown-key at .pinocchio.yml:1"),
    ("a key in capitals", "Profile: {active: fast}\n", "config-unknown-key at .pinocchio.yml:1"),
    *(
        (f"the former key {key}", f"app: {{}}\n{key}: {{}}\n", "config-legacy-key at .pinocchio.yml:2")
        for key in (
            "profile-settings",
            "repositories",
            "ai-chat",
            "openai-chat",
            "claude-chat",
            "gemini-chat",
            "ai-client",
        )
    ),
    (
        "several former keys, by their lines",
        "ai-chat: {}\napp: {}\nrepositories: []\n",
        "config-legacy-key at .pinocchio.yml:1; config-legacy-key at .pinocchio.yml:3",
    ),
    ("an unknown key of app", "app:\n  repos: []\n", "config-unknown-key at .pinocchio.yml:2"),
    ("an unknown key of profile", "profile:\n  name: fast\n", "config-unknown-key at .pinocchio.yml:2"),
    ("profile as a text", "profile: fast\n", "wrong-type at .pinocchio.yml:1"),
    ("active as a list", "profile:\n  active: [fast]\n", "wrong-type at .pinocchio.yml:2"),
    ("active with its registry", "profile:\n  active: team/fast\n", "profile-ref-refused at .pinocchio.yml:2"),
    ("active with a space in it", "profile:\n  active: so fast\n", "slug-invalid at .pinocchio.yml:2"),
    ("registries as a text", "profile:\n  registries: a.yaml\n", "wrong-type at .pinocchio.yml:2"),
    ("a blank registry", "profile:\n  registries:\n  - ' '\n", "config-entry-blank at .pinocchio.yml:3"),
    ("a blank folder of prompts", "app:\n  repositories: ['']\n", "config-entry-blank at .pinocchio.yml:2"),
    ("profiles as a list", "profiles:\n- a\n", "wrong-type at .pinocchio.yml:2"),
    ("a profile that is null", "profiles:\n  a:\n", "profile-null at .pinocchio.yml:2"),
    ("a profile that is a text", "profiles:\n  a: gpt-5\n", "wrong-type at .pinocchio.yml:2"),
    ("a profile with a slug", "profiles:\n  a:\n    slug: a\n", "config-unknown-key at .pinocchio.yml:3"),
    ("a profile with metadata", "profiles:\n  a:\n    metadata: {}\n", "config-unknown-key at .pinocchio.yml:3"),
    ("a slug with a space in it", "profiles:\n  so so: {}\n", "slug-invalid at .pinocchio.yml:2"),
    ("one slug twice", "profiles:\n  Fast: {}\n  fast: {}\n", "config-duplicate-profile at .pinocchio.yml:3"),
    (
        "a stack with keys of its own",
        "profiles:\n  b: {}\n  a:\n    stack:\n    - profile_slug: b\n      note: x\n",
        "config-unknown-key at .pinocchio.yml:6",
    ),
    ("a stack that is a map", "profiles:\n  a:\n    stack: {profile_slug: b}\n", "wrong-type at .pinocchio.yml:3"),
    (
        "a stack on nobody",
        "profiles:\n  a:\n    stack: [{profile_slug: b}]\n",
        "ref-missing-profile at .pinocchio.yml:3",
    ),
    ("extensions as a list", "profiles:\n  a:\n    extensions: []\n", "wrong-type at .pinocchio.yml:3"),
    (
        "an extension without a version",
        "profiles:\n  a:\n    extensions: {x: 1}\n",
        "extension-key-invalid at .pinocchio.yml:3",
    ),
    (
        "settings of the wrong type",
        "profiles:\n  a:\n    inference_settings: {chat: x}\n",
        "wrong-type at .pinocchio.yml:3",
    ),
]
"""What stops every command of Pinocchio, whatever else is there."""


@pytest.mark.parametrize("situation", WHICH, ids=lambda each: each.id)
def test_which_documents_count(situation: Situation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert happens(situation, tmp_path, monkeypatch) == situation.expected


@pytest.mark.parametrize(("text", "problem"), [row[1:] for row in STRICT], ids=[row[0] for row in STRICT])
def test_a_document_that_is_not_as_it_must_be_stops_everything(
    text: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"default": TEAM, "cwd": text, "cwd override": active("fast")}
    chain = Situation(problem, files, Told(), options=Options(profile="fast")).open(tmp_path, monkeypatch)
    assert told(chain, tmp_path).stops == problem


LENIENT = [
    ("a map without anything", "{}\n"),
    ("every section, and nothing in it", "app:\nprofile: ~\nprofiles:\n"),
    ("lists without anything", "app: {repositories: []}\nprofile: {registries: []}\nprofiles: {}\n"),
    ("null entries", "app: {repositories: [~]}\nprofile: {active: ~, registries: [~]}\nprofiles: {~: {}}\n"),
    ("a second document", "{}\n---\nprofile: {active: nobody}\n"),
]


@pytest.mark.parametrize("text", [row[1] for row in LENIENT], ids=[row[0] for row in LENIENT])
def test_a_document_that_says_nothing_stops_nothing(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    situation = Situation("", {"default": TEAM, "cwd": text}, PLAIN)
    assert happens(situation, tmp_path, monkeypatch) == situation.expected


def test_an_unknown_setting_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"cwd": "profiles:\n  a:\n    inference_settings: {chat: {engine: x, enigne: y}, api_key: z}\n"}
    expected = Told("config-inline/a", "x of .pinocchio.yml:3", opens="config-inline")
    situation = Situation("", files, expected, also=("unknown-key",))
    assert happens(situation, tmp_path, monkeypatch) == situation.expected
