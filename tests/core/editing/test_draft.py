"""Drafts: what each operation makes of a chain, what is refused, and going back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engineprofiles import (
    Chain,
    Conflict,
    MemoryStore,
    ProfileRef,
    ProfilesError,
    ReadOnly,
    ValidationError,
    open_chain,
)
from engineprofiles.editing import Draft
from engineprofiles.editing.settings import Set

Made = Callable[[Draft], Draft]


def effective(chain: Chain, ref: str, path: str) -> Any:
    resolution = chain.resolve(ref)
    return resolution.trace[path].value if path in resolution.trace else None


@pytest.mark.parametrize(
    ("make", "ref", "path", "value"),
    [
        (lambda d: d.set("team/default", "chat.engine", "gpt-5"), "team/writer", "chat.engine", "gpt-5"),
        (lambda d: d.set("fast", "chat.engine", "4.10"), "fast", "chat.engine", "4.10"),
        (lambda d: d.set("fast", ("chat", "stop"), ["yes", "no"]), "fast", "chat.stop", ["yes", "no"]),
        (lambda d: d.set("fast", "api.api_keys.claude-api-key", "k"), "fast", "api.api_keys.claude-api-key", "k"),
        (lambda d: d.set("fast", "chat.stream", False), "fast", "chat.stream", False),
        (lambda d: d.unset("team/writer", "chat.temperature"), "team/writer", "chat.temperature", 0.7),
        (lambda d: d.unset("team/base", "chat"), "team/default", "chat.engine", None),
        (lambda d: d.set_stack("fast", ["default"]), "fast", "chat.temperature", 0.9),
        (lambda d: d.set_stack("fast", []), "fast", "chat.engine", None),
        (lambda d: d.create("mine/new", ["team/base"]), "new", "chat.engine", "gpt-4o-mini"),
        (lambda d: d.duplicate("team/writer", "mine/copy"), "mine/copy", "chat.max_response_tokens", 4096),
        (lambda d: d.duplicate("team/writer", "copy").unset("writer", "chat"), "copy", "chat.temperature", 0.9),
        (lambda d: d.derive("team/writer", "mine/mine"), "mine/mine", "chat.temperature", 0.9),
        (lambda d: d.rename("team/base", "root"), "fast", "chat.engine", "gpt-4o-mini"),
        (lambda d: d.move("team/base", "mine"), "writer", "chat.engine", "gpt-4o-mini"),
        (lambda d: d.move("mine/fast", "team"), "team/fast", "chat.temperature", 0.9),
        (lambda d: d.delete("team/default", from_stacks=True), "team/writer", "chat.engine", None),
    ],
)  # fmt: skip
def test_what_an_operation_makes_of_a_profile(chain: Chain, make: Made, ref: str, path: str, value: Any) -> None:
    assert effective(make(chain.edit()).chain, ref, path) == value
    assert effective(chain, "team/writer", "chat.temperature") == 0.9, "the chain itself stays as it is"


def test_a_list_of_settings_stands_after_the_extensions_of_a_profile(chain: Chain) -> None:
    draft = chain.edit().set_extension("team/writer", '"app.prompts@v1".tone', "cool")
    assert draft.chain.resolve("mine/default").extensions == {"app.prompts@v1": {"tone": "cool"}}
    assert chain.edit().unset_extension("team/writer", '"app.prompts@v1"').chain.resolve("writer").extensions == {}


def test_what_is_empty_after_an_unset_goes_too(chain: Chain) -> None:
    draft = chain.edit().unset("team/default", "chat.max_response_tokens")
    assert draft.chain.by_slug["team"].profiles["default"].inference_settings is None
    assert draft.chain.by_slug["team"].profiles["default"].stack == (ProfileRef(None, "base"),)


def test_names_and_tags(chain: Chain) -> None:
    draft = chain.edit().describe("team/writer", display_name="", description="Long texts", tags=["prose"])
    profile = draft.chain.by_slug["team"].profiles["writer"]
    assert (profile.display_name, profile.description, profile.metadata.tags) == ("", "Long texts", ("prose",))


def test_renaming_takes_every_reference_along(chain: Chain) -> None:
    draft = chain.edit().rename("team/base", "root")
    stacks = {
        f"{registry.slug}/{slug}": [str(ref) for ref in profile.stack]
        for registry in draft.chain.registries
        for slug, profile in registry.profiles.items()
    }
    assert stacks == {
        "team/default": ["root"],
        "team/root": [],
        "team/writer": ["default"],
        "mine/default": ["team/writer"],
        "mine/fast": ["team/root", "default"],
    }


def test_moving_takes_every_reference_along(chain: Chain) -> None:
    moved = chain.edit().move("team/writer", "mine").chain
    assert moved.by_slug["mine"].profiles["writer"].stack == (ProfileRef("team", "default"),)
    assert moved.by_slug["mine"].profiles["default"].stack == (ProfileRef(None, "writer"),)
    assert "writer" not in moved.by_slug["team"].profiles
    assert moved.by_slug["mine"].profiles["writer"].display_name == "Writer"


def test_a_registry_gets_a_default_that_stacks_on_the_chosen_profile(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("slug: a\nprofiles: {alpha: {}, beta: {}}\n", encoding="utf-8")
    chain = open_chain(path)
    draft = chain.edit().set_default("a/beta")
    assert draft.chain.by_slug["a"].profiles["default"].stack == (ProfileRef(None, "beta"),)
    assert chain.edit().set_default("a/alpha").operations == (), "it is the default already"
    with pytest.raises(ValidationError, match="has a profile `default`"):
        draft.set_default("a/alpha")


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda d: d.set("team/base", "chat.engin", "x"), ValidationError, "chat.engin is no setting"),
        (lambda d: d.set("team/base", "chat", {}), ValidationError, "chat is a section"),
        (lambda d: d.set("team/base", "chat.stop[0]", "x"), ValidationError, "is no setting"),
        (lambda d: d.set("team/base", "chat.temperature", "warm"), ProfilesError, "^10-team.yaml: chat.temp"),
        (lambda d: d.set("team/base", "model_info.context_window", -1), ProfilesError, "context_window"),
        (lambda d: d.set("team/base", "api.api_keys.x", "••••••••"), ValidationError, "a mask is no value"),
        (lambda d: d.set_extension("team/base", '"App.prompts@v1"', {}), ValidationError, "has to be app.prompts@v1"),
        (lambda d: d.set_extension("team/base", "prompts", {}), ValidationError, "expected namespace.feature@vN"),
        (
            lambda d: d.set_extension("team/writer", '"app.prompts@v1".tone.of.voice', "low"),
            ValidationError,
            "tone holds a value there, so nothing can be set inside it",
        ),
        (lambda d: d.unset("mine/fast", "chat.engine"), ValidationError, "does not set chat.engine itself"),
        (lambda d: d.set_stack("team/base", ["writer"]), ValidationError, "leads back to itself"),
        (lambda d: d.set_stack("team/base", ["nobody"]), ValidationError, "has no profile 'nobody'"),
        (lambda d: d.set("nobody", "chat.engine", "x"), ProfilesError, "profile 'nobody' not found"),
        (lambda d: d.create("mine/fast"), Conflict, "has a profile 'fast' already"),
        (lambda d: d.duplicate("team/base", "team/writer"), Conflict, "has a profile 'writer' already"),
        (lambda d: d.create("nowhere/x"), ProfilesError, "registry 'nowhere' not found"),
        (lambda d: d.rename("team/base", "No Slug"), ProfilesError, "invalid"),
        (lambda d: d.rename("team/base", "default"), Conflict, "already"),
        (lambda d: d.delete("team/base"), Conflict, "is used by team/default, mine/fast|is used by mine/fast"),
        (lambda d: d.move("team/default", "mine"), Conflict, "already"),
    ],
)  # fmt: skip
def test_what_is_refused(chain: Chain, make: Made, error: type[ProfilesError], message: str) -> None:
    with pytest.raises(error, match=message):
        make(chain.edit())


def test_a_map_can_begin_where_nothing_stands_yet(chain: Chain) -> None:
    path = '"app.prompts@v1".examples.first.line'
    draft = chain.edit().set_extension("team/writer", '"app.prompts@v1".examples', None)
    after = draft.set_extension("team/writer", path, "Hello").chain.resolve("writer")
    assert after.extensions["app.prompts@v1"]["examples"] == {"first": {"line": "Hello"}}


def test_what_changes_nothing_leaves_no_trace(chain: Chain) -> None:
    draft = chain.edit()
    assert draft.set("team/base", "chat.temperature", 0.7) is draft
    assert draft.set_stack("mine/fast", ["team/base", "default"]) is draft
    assert draft.rename("team/base", "base") is draft
    assert draft.describe("team/writer", display_name="Writer") is draft


def test_a_value_set_back_leaves_nothing_to_save(chain: Chain) -> None:
    draft = chain.edit().set("team/base", "chat.temperature", 0.1)
    assert [source.name for source in draft.changed] == ["10-team.yaml"]
    assert draft.before is not None
    assert draft.before.changed == ()


def test_several_operations_are_one_step(chain: Chain) -> None:
    node = ("team", "base")
    draft = chain.edit().doing(Set(node, ("chat", "engine"), "a"), Set(node, ("chat", "temperature"), 0))
    assert [str(operation) for operation in draft.operations] == [
        "set chat.engine in team/base",
        "set chat.temperature in team/base",
    ]
    assert draft.before is not None
    assert draft.before.operations == ()


def test_a_secret_is_in_no_text_about_an_operation(chain: Chain) -> None:
    draft = chain.edit().set("team/base", "api.api_keys.openai-api-key", "sk-new-secret")
    assert "sk-" not in repr(draft) + str(draft.operations[0]) + repr(draft.operations[0])


def test_values_that_are_in_no_source_cannot_be_edited(chain: Chain) -> None:
    values = open_chain(MemoryStore(chain.registries))
    with pytest.raises(ReadOnly, match="memory is no file and no database"):
        values.edit().set("team/base", "chat.engine", "x")


def test_a_faulty_profile_can_still_be_edited(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "slug: a\nprofiles: {default: {inference_settings: {chat: {temperature: [], engine: x}}}}\n", "utf-8"
    )
    draft = open_chain(path).edit().set("default", "chat.engine", "y")
    assert [problem.code for problem in draft.chain.resolve("default").problems] == ["wrong-type"]
    mended = draft.set("default", "chat.temperature", 0.5)
    assert mended.chain.resolve("default").problems == ()
