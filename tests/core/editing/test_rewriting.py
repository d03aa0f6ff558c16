"""A profile as a text of its own: whose lines it has, and what comes of it when it is put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from engineprofiles import Chain, ProfilesError, open_chain
from engineprofiles.documents.edits import Put, Remove
from engineprofiles.documents.reader import read
from engineprofiles.editing.rewriting import Rewrite, profile_body, profile_text

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


def test_only_what_differs_is_edited(chain: Chain) -> None:
    changed = LEAF.replace("large", "huge").replace("[a, b]", "[a, c]").replace("1_000", "1000")
    place = ("profiles", "leaf", "inference_settings", "chat")
    assert rewrite("leaf", changed).edits(chain) == {
        "team": (Put((*place, "engine"), "huge"), Put((*place, "stop", 1), "c"))
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


def test_a_key_that_goes_is_removed(chain: Chain) -> None:
    edits = rewrite("leaf", LEAF.replace("stack: [{profile_slug: low}]\n", "")).edits(chain)
    assert edits == {"team": (Remove(("profiles", "leaf", "stack")),)}


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
