"""A profile as a text of its own: whose lines it has, and what comes of it when it is put back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engineprofiles import Chain, ProfilesError, open_chain
from engineprofiles.documents.edits import Put, Remove
from engineprofiles.documents.reader import read
from engineprofiles.editing.rewriting import Rewrite, keeps_comments, profile_body, profile_text
from engineprofiles.stores.content import FileContent

ROOT = Path(__file__).parents[3]
TEXT = """\
slug: team
profiles:
  # Not the profile's own.
  leaf:
      stack: [{profile_slug: low}]
      inference_settings:
          # Why this engine.
          chat: {engine: large, stop: [a, b]}   # and no other
          model_info: {context_window: 1_000}

  # Of the next one.
  low: {inference_settings: {chat: {engine: small}}}
  shared: &one
    display_name: One
  twice:
    <<: *one
    description: Two
"""
LEAF = """\
stack: [{profile_slug: low}]
inference_settings:
    # Why this engine.
    chat: {engine: large, stop: [a, b]}   # and no other
    model_info: {context_window: 1_000}
"""


@pytest.fixture
def chain(tmp_path: Path) -> Chain:
    path = tmp_path / "team.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return open_chain([path])


def rewrite(slug: str, text: str) -> Rewrite:
    return Rewrite(("team", slug), profile_body(read(text, "text")))


def test_the_text_is_the_authors_own_with_its_comments(chain: Chain) -> None:
    assert profile_text(chain, ("team", "leaf")) == LEAF


def test_what_cannot_stand_alone_is_written_out(chain: Chain) -> None:
    assert profile_text(chain, ("team", "low")) == "inference_settings:\n  chat:\n    engine: small\n"
    assert profile_text(chain, ("team", "twice")) == "description: Two\ndisplay_name: One\n"


def test_every_text_put_back_as_it_was_changes_nothing(chain: Chain) -> None:
    samples = open_chain(sorted((ROOT / "sample-registries").glob("*.yaml")))
    for each in (chain, samples):
        for registry in each.registries:
            for slug in registry.profiles:
                text = profile_text(each, (registry.slug, slug))
                assert Rewrite((registry.slug, slug), profile_body(read(text, ""))).edits(each) == {}


def after(chain: Chain, slug: str, text: str) -> str:
    """What the file is once the profile is rewritten."""
    content = chain.edit().doing(rewrite(slug, text)).chain.sources[0].content
    assert isinstance(content, FileContent)
    return content.document.text


SHARED = "  shared: &one\n    display_name: One\n"
REWRITTEN = [
    ("leaf", LEAF.replace("large", "huge"), TEXT.replace("large", "huge")),
    ("leaf", LEAF.replace("Why", "How"), TEXT.replace("Why", "How")),
    ("leaf", LEAF.replace("   # and no other", ""), TEXT.replace("   # and no other", "")),
    ("leaf", LEAF.replace("1_000", "1000"), TEXT.replace("1_000", "1000")),
    ("leaf", LEAF.replace("\n", "\r\n").replace("Why", "How"), TEXT.replace("Why", "How")),
    ("leaf", LEAF + "# last\n", TEXT.replace("1_000}\n", "1_000}\n      # last\n")),
    ("leaf", LEAF.replace("stack: [{profile_slug: low}]\n", ""),
     TEXT.replace("      stack: [{profile_slug: low}]\n", "")),
    ("leaf", "{} # nothing yet\n", TEXT[: TEXT.index("      stack")].replace("leaf:", "leaf: {} # nothing yet")
     + TEXT[TEXT.index("\n  # Of the next"):]),
    ("low", "inference_settings:\n  chat:\n    engine: large\n", TEXT.replace("small", "large")),
    ("low", "inference_settings:\n  chat:\n    engine: small # for now\n",
     TEXT.replace(" {inference_settings: {chat: {engine: small}}}",
                  "\n    inference_settings:\n      chat:\n        engine: small # for now")),
    ("shared", "# Of all.\ndisplay_name: One\n", TEXT.replace(SHARED, SHARED.replace("    d", "    # Of all.\n    d"))),
    ("twice", "description: II # shared\ndisplay_name: One\n", TEXT.replace("Two", "II")),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "text", "expected"), REWRITTEN)
def test_lines_and_comments_of_the_text_are_taken_over(chain: Chain, slug: str, text: str, expected: str) -> None:
    assert after(chain, slug, text) == expected


def test_where_lines_cannot_be_had_what_the_text_says_is(tmp_path: Path) -> None:
    path = tmp_path / "team.yaml"
    path.write_text("slug: team\nprofiles:\n  a:\n    display_name: &n A\n  b: {display_name: *n}\n", encoding="utf-8")
    chain = open_chain([path])
    assert after(chain, "a", "display_name: A\ndescription: B # c\n") == (
        "slug: team\nprofiles:\n  a:\n    display_name: &n A\n    description: B\n  b: {display_name: *n}\n"
    )


def test_an_item_in_braces_is_edited_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "team.yaml"
    text = "slug: team\nprofiles:\n  a: {inference_settings: {chat: {stop: [ 'a',  b ]}}}\n"
    path.write_text(text, encoding="utf-8")
    changed = "inference_settings:\n  chat:\n    stop: [a, c]\n"
    assert after(open_chain([path]), "a", changed) == text.replace("b ]", "c ]")


def test_a_text_that_only_lost_its_last_line_break_changes_nothing(chain: Chain) -> None:
    draft = chain.edit()
    assert draft.doing(rewrite("leaf", LEAF.rstrip())) is draft


def test_where_comments_are_kept(chain: Chain) -> None:
    assert [slug for slug in ("leaf", "low", "shared", "twice") if keeps_comments(chain, ("team", slug))] == [
        "leaf", "low", "shared",
    ]  # fmt: skip


def test_a_change_of_comments_alone_is_written(chain: Chain) -> None:
    chain.edit().doing(rewrite("leaf", LEAF.replace("Why", "How"))).plan(now_ms=0).apply()
    assert Path(chain.sources[0].name).read_text(encoding="utf-8") == TEXT.replace("Why", "How")


def test_in_a_database_only_what_differs_is_edited() -> None:
    chain = open_chain([ROOT / "sample-registries" / "25-lab.db"])
    registry = chain.registries[0]
    slug = next(iter(registry.profiles))
    text = f"# a thought\n{profile_text(chain, (registry.slug, slug))}"
    assert Rewrite((registry.slug, slug), profile_body(read(text, ""))).edits(chain) == {}
    renamed = profile_body(read(re.sub("(?m)^display_name:.*$", "display_name: Other", text), ""))
    assert Rewrite((registry.slug, slug), renamed).edits(chain) == {
        registry.slug: (Put(("profiles", slug, "display_name"), "Other"),)
    }


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("inference_settings: {chat: {}}", Put(("profiles", "low", "inference_settings", "chat"), {})),
        ("inference_settings: {chat: {engine: small, stop: []}}",
         Put(("profiles", "low", "inference_settings", "chat", "stop"), [])),
        ("{}", Put(("profiles", "low"), {})),
    ],
)  # fmt: skip
def test_keys_come_and_go_and_maps_may_be_emptied(chain: Chain, text: str, edit: Put | Remove) -> None:
    assert rewrite("low", text).edits(chain) == {"team": (edit,)}


def test_a_draft_takes_the_body_as_one_step(chain: Chain) -> None:
    draft = chain.edit().doing(rewrite("leaf", LEAF.replace("large", "huge")))
    assert draft.chain.resolve("leaf").trace["chat.engine"].value == "huge"
    assert list(map(str, draft.operations)) == ["rewrite team/leaf"]
    assert draft.before is not None


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [("a: 1\nb: [\n", "yaml-syntax", 2), ("a: 1\na: 2\n", "duplicate-key", 2), ("\n- a\n", "wrong-type", 2)],
)
def test_what_is_no_profile_is_told_with_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(ProfilesError) as raised:
        profile_body(read(text, "leaf.yaml"))
    assert (raised.value.problem.code, raised.value.problem.location.line) == (code, line)


def test_a_text_with_nothing_in_it_is_no_profile() -> None:
    with pytest.raises(ProfilesError, match="must be a map"):
        profile_body(read("# only a comment\n", "leaf.yaml"))


def test_no_secret_is_in_what_an_operation_shows() -> None:
    operation = rewrite("leaf", "inference_settings: {api: {api_keys: {openai-api-key: sk-hidden}}}")
    assert "sk-hidden" not in f"{operation!r} {operation}"
