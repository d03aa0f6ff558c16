"""Refactorings: what they move, and that no profile notices."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from tests.core.test_laws import EXTENSIONS, SETTINGS

from engineprofiles import Chain, Conflict, MemoryStore, ProfilesError, Semantics, open_chain
from engineprofiles.documents.reader import read
from engineprofiles.editing import Draft, Node, proof
from engineprofiles.editing.refactorings import Refactoring, flatten, pull_up, push_down
from engineprofiles.model import parse_path
from engineprofiles.stores import Loaded
from engineprofiles.stores.content import FileContent

LAB = Path(__file__).parents[3] / "sample-registries" / "25-lab.db"

Tree = dict[str, Any]


class TextStore(MemoryStore):
    """A YAML text as a source that can be edited, though not saved."""

    def __init__(self, text: str, source: str) -> None:
        super().__init__((), source)
        self._content = FileContent(source, read(dedent(text), source))

    def load(self) -> Loaded:
        registries, problems = self._content.registries()
        return Loaded(registries, problems, content=self._content)


def chain_of(*texts: str) -> Chain:
    return open_chain([TextStore(text, f"{number}.yaml") for number, text in enumerate(texts, 1)])


def effective(chain: Chain, node: Node, semantics: Semantics = Semantics.DOCUMENTED) -> Any:
    """What a profile gives, so that no two values are the same that differ in their type."""
    resolution = chain.resolve(node[1], registry=node[0], semantics=semantics)
    return typed({"settings": resolution.values, "extensions": resolution.extensions})


def typed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: typed(child) for key, child in value.items()}
    return [typed(child) for child in value] if isinstance(value, list) else (type(value), repr(value))


def nodes_of(chain: Chain) -> list[Node]:
    return [(registry.slug, slug) for registry in chain.registries for slug in registry.profiles]


def own(chain: Chain, ref: str) -> dict[str, Any]:
    registry, _, slug = ref.partition("/")
    return {".".join(map(str, path)): value for path, value in chain.layer(registry, slug).settings.leaves.items()}


def stack(chain: Chain, ref: str) -> list[str]:
    registry, _, slug = ref.partition("/")
    return [str(each) for each in chain.by_slug[registry].profiles[slug].stack]


# On random chains


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    """Two registries whose profiles stack on some of those before, with much in common."""
    pool = draw(st.lists(SETTINGS, min_size=1, max_size=2))
    bodies: list[tuple[str, str]] = [("a", "p0"), ("a", "p1"), ("b", "p2"), ("b", "p3"), ("a", "p4"), ("b", "p5")]
    documents: dict[str, Tree] = {"a": {}, "b": {}}
    for at, (registry, slug) in enumerate(bodies):
        below = draw(st.lists(st.sampled_from(bodies[:at]), min_size=1, max_size=3, unique=True)) if at else []
        settings = draw(st.sampled_from(pool)) | draw(SETTINGS)
        documents[registry][slug] = {
            "stack": [{"registry_slug": slugs[0], "profile_slug": slugs[1]} for slugs in below],
            "inference_settings": settings,
            "extensions": draw(EXTENSIONS),
        }
    return chain_of(
        *(json.dumps({"slug": slug, "profiles": each}, ensure_ascii=False) for slug, each in documents.items())
    )


def check(chain: Chain, refactoring: Refactoring) -> bool:
    """That the proof holds exactly when nobody but those apart has anything else afterwards; whether it does."""
    after = chain.edit().doing(*refactoring.operations).chain
    others = [node for node in nodes_of(chain) if node not in refactoring.apart]
    unchanged = all(
        effective(chain, node, semantics) == effective(after, node, semantics)
        for node in others
        for semantics in Semantics
    )
    found = refactoring.proof(chain, after)
    event(f"holds: {found.holds}")
    assert found.holds == unchanged
    return found.holds


NODES = st.sampled_from([("a", "p0"), ("a", "p1"), ("b", "p2"), ("b", "p3"), ("a", "p4"), ("b", "p5")])


@given(chains(), st.lists(NODES, min_size=2, max_size=3, unique=True), st.sampled_from("ab"))
def test_pulling_up_changes_nothing(chain: Chain, nodes: list[Node], registry: str) -> None:
    try:
        refactoring = pull_up(chain, nodes, (registry, "new"))
    except ProfilesError:
        event("refused")
        return
    check(chain, refactoring)


@given(chains(), NODES, st.sampled_from(["chat.engine", "chat", "model_info.cost.input", "api", "model_info.metadata"]))
def test_pushing_down_changes_only_where_the_setting_was(chain: Chain, node: Node, path: str) -> None:
    try:
        refactoring = push_down(chain, node, parse_path(path))
    except ProfilesError:
        event("refused")
        return
    check(chain, refactoring)


@given(chains(), NODES)
def test_flattening_changes_nothing(chain: Chain, node: Node) -> None:
    try:
        refactoring = flatten(chain, node)
        holds = check(chain, refactoring)
    except ProfilesError:
        event("refused")
        return
    if holds:
        after = chain.edit().flatten(node).chain
        assert after.by_slug[node[0]].profiles[node[1]].stack == ()
        assert effective(after, node) == effective(chain, node)


# In examples

COMMON = """\
slug: r
profiles:
  low: {inference_settings: {chat: {engine: low, top_p: 1}}}
  one:
    stack: [{profile_slug: low}]
    inference_settings:
      chat: {engine: gpt-5, temperature: 1.0, api_type: openai}
      model_info: {cost: {input: 1, output: 2}}
    extensions: {app.x@v1: {tone: kind, size: 1}}
  two:
    inference_settings:
      chat: {engine: gpt-5, temperature: 1.0, api_type: openai}
      model_info: {cost: {input: 1, output: 2}}
    extensions: {app.x@v1: {tone: kind, size: 2}}
"""


def test_what_profiles_set_alike_moves_into_one_that_they_stack_on() -> None:
    draft = chain_of(COMMON).edit().pull_up(["r/one", "r/two"], "r/base")

    assert stack(draft.chain, "r/one") == ["low", "base"]
    assert stack(draft.chain, "r/two") == ["base"]
    assert own(draft.chain, "r/base") == {
        "chat.engine": "gpt-5",
        "chat.temperature": 1.0,
        "chat.api_type": "openai",
        "model_info.cost.input": 1,
        "model_info.cost.output": 2,
    }
    assert own(draft.chain, "r/one") == {}
    assert draft.chain.resolve("r/base").extensions == {"app.x@v1": {"tone": "kind"}}
    assert draft.chain.resolve("r/one").extensions == {"app.x@v1": {"tone": "kind", "size": 1}}
    assert str(draft.operations[0]) == "create r/base"


def test_what_a_layer_between_two_of_them_would_override_stays() -> None:
    chain = chain_of("""\
        slug: r
        profiles:
          one: {inference_settings: {chat: {engine: e, top_p: 7}}}
          between: {inference_settings: {chat: {engine: other}}}
          two:
            stack: [{profile_slug: one}, {profile_slug: between}]
            inference_settings: {chat: {engine: e, top_p: 7}}
        """)

    after = chain.edit().pull_up(["one", "two"], "base").chain

    assert own(after, "r/base") == {"chat.top_p": 7}
    assert own(after, "r/two") == {"chat.engine": "e"}
    # It is reached through `one`: naming it once more would change nothing.
    assert stack(after, "r/two") == ["one", "between"]


def test_a_section_that_geppetto_resets_is_not_split() -> None:
    embeddings = "{type: openai, engine: e, dimensions: "
    chain = chain_of(f"""\
        slug: r
        profiles:
          one: {{inference_settings: {{embeddings: {embeddings}1}}, chat: {{top_p: 1}}}}}}
          two: {{inference_settings: {{embeddings: {embeddings}2}}, chat: {{top_p: 1}}}}}}
        """)

    assert own(chain.edit().pull_up(["one", "two"], "base").chain, "r/base") == {"chat.top_p": 1}


def test_across_registries_references_name_them() -> None:
    settings = "{inference_settings: {chat: {engine: e}}}"
    chain = chain_of(f"slug: a\nprofiles: {{x: {settings}}}\n", f"slug: b\nprofiles: {{y: {settings}}}\n")

    after = chain.edit().pull_up(["a/x", "b/y"], "a/base").chain

    assert (stack(after, "a/x"), stack(after, "b/y")) == (["base"], ["a/base"])
    assert after.resolve("b/y").values == {"chat": {"engine": "e"}}


def test_a_setting_moves_into_those_who_have_it_from_there() -> None:
    chain = chain_of("""\
        slug: r
        profiles:
          base: {inference_settings: {chat: {engine: e, stop: [a]}}}
          other: {inference_settings: {chat: {engine: o}}}
          plain: {stack: [{profile_slug: base}]}
          sets: {stack: [{profile_slug: base}], inference_settings: {chat: {engine: mine}}}
          hidden: {stack: [{profile_slug: base}, {profile_slug: other}]}
          above: {stack: [{profile_slug: plain}]}
        """)

    after = chain.edit().push_down("base", "chat.engine").chain

    assert own(after, "r/base") == {"chat.stop": ["a"]}
    assert own(after, "r/plain") == {"chat.engine": "e"}
    assert own(after, "r/sets") == {"chat.engine": "mine"}
    assert own(after, "r/hidden") == own(after, "r/above") == {}
    assert after.resolve("above").values == chain.resolve("above").values


def test_prices_move_as_a_whole() -> None:
    chain = chain_of("""\
        slug: r
        profiles:
          base: {inference_settings: {model_info: {cost: {input: 1, output: 2}}}}
          plain: {stack: [{profile_slug: base}]}
        """)

    after = chain.edit().push_down("base", "model_info.cost.input").chain

    assert own(after, "r/plain") == {"model_info.cost.input": 1, "model_info.cost.output": 2}
    assert own(after, "r/base") == {}


def test_a_flat_profile_says_everything_itself_as_it_was_spelled() -> None:
    chain = chain_of("""\
        slug: r
        profiles:
          base:
            inference_settings: {chat: {engine: 4.10, top_p: 7}, odd: {x: 1}}
            extensions: {app.x@v1: {tone: kind}}
          top: {stack: [{profile_slug: base}], inference_settings: {chat: {top_p: 8}}}
        """)

    after = chain.edit().flatten("top").chain

    assert stack(after, "r/top") == []
    assert own(after, "r/top") == {"chat.engine": "4.10", "chat.top_p": 8, "odd.x": 1}
    assert effective(after, ("r", "top"), Semantics.GEPPETTO) == effective(chain, ("r", "top"), Semantics.GEPPETTO)
    assert chain.edit().flatten("base").operations == ()


def test_values_of_a_database_are_spelled_as_yaml_reads_them() -> None:
    text = "slug: r\nprofiles: {top: {stack: [{registry_slug: lab, profile_slug: open-weights}]}}"
    chain = open_chain([LAB, TextStore(text, "1.yaml")])

    after = chain.edit().flatten("top").chain

    assert own(after, "r/top")["chat.engine"] == "accounts/fireworks/models/gpt-oss-120b"
    assert effective(after, ("r", "top")) == effective(chain, ("r", "top"))


def test_operations_name_what_is_carried_and_no_value() -> None:
    draft = chain_of(COMMON).edit().pull_up(["one", "two"], "base")

    assert list(map(str, draft.operations)) == [
        "create r/base",
        "stack r/one on low, base",
        "take chat.engine, chat.temperature, chat.api_type and 2 more out of r/one",
        "stack r/two on base",
        "take chat.engine, chat.temperature, chat.api_type and 2 more out of r/two",
    ]
    assert (
        str(draft.flatten("one").operations[-2]) == "put chat.engine, chat.api_type, chat.top_p and 4 more into r/one"
    )


BETWEEN = """\
slug: r
profiles:
  base: {inference_settings: {chat: {engine: e}}}
  top: {stack: [{profile_slug: base}]}
  other: {inference_settings: {chat: {engine: o}}}
  above: {stack: [{profile_slug: base}, {profile_slug: other}, {profile_slug: top}]}
  lost: {stack: [{profile_slug: nowhere}]}
  loud: {inference_settings: {chat: {stream: true}}}
  quiet: {stack: [{profile_slug: loud}], inference_settings: {chat: {stream: false}}}
  topmost: {stack: [{profile_slug: quiet}]}
"""


@pytest.mark.parametrize(
    ("refactor", "code", "words"),
    [
        (lambda draft: draft.pull_up(["base"], "new"), "edit-refused", "nothing in common to pull up"),
        (lambda draft: draft.pull_up(["base", "other"], "new"), "edit-refused", "set nothing alike"),
        (lambda draft: draft.pull_up(["base", "other"], "zz/new"), "registry-not-found", "zz"),
        (lambda draft: draft.push_down("base", "chat.top_p"), "edit-refused", "does not set chat.top_p itself"),
        (lambda draft: draft.push_down("above", "chat"), "edit-refused", "does not set chat itself"),
        (lambda draft: draft.push_down("topmost", "chat"), "edit-refused", "does not set chat itself"),
        (
            lambda draft: draft.push_down("base", "chat.engine"),
            "edit-refused",
            "dependents change: r/above at chat.engine",
        ),
        (lambda draft: draft.flatten("top"), "edit-refused", "1 of 2 dependents change: r/above at chat.engine"),
        (lambda draft: draft.flatten("lost"), "ref-missing-profile", "has no profile 'nowhere'"),
        (lambda draft: draft.flatten("topmost"), "edit-refused", "change in Geppetto's reading: r/topmost at"),
    ],
)
def test_what_a_profile_would_notice_is_refused(refactor: Any, code: str, words: str) -> None:
    draft: Draft = chain_of(BETWEEN).edit()
    try:
        refactor(draft)
    except ProfilesError as refusal:
        found = (refusal.problem.code, refusal.problem.message)
    else:
        found = ("", "")

    assert (found[0], words in found[1]) == (code, True), found


def test_nothing_is_pushed_down_where_nothing_stacks() -> None:
    with pytest.raises(ProfilesError, match="no profile stacks on r/other"):
        chain_of("slug: r\nprofiles: {other: {inference_settings: {chat: {top_p: 1}}}}").edit().push_down(
            "other", "chat.top_p"
        )


def test_a_renamed_profile_is_compared_under_both_names() -> None:
    chain = chain_of(COMMON)
    after = chain.edit().rename("low", "lower").chain
    changed = chain.edit().rename("low", "lower").set("lower", "chat.top_p", 2).chain
    renamed = {("r", "low"): ("r", "lower")}

    assert str(proof(chain, after, renamed=renamed)) == (
        "effective settings of all 2 dependents unchanged, in both readings"
    )
    found = proof(chain, changed, renamed=renamed)
    assert [each.node for each in found.changed] == [("r", "lower"), ("r", "one")]
    assert str(found) == "effective settings of 2 of 2 dependents change"


def test_an_edit_can_be_meant_for_one_version() -> None:
    draft = chain_of("slug: r\nprofiles: {p: {metadata: {version: 5}}}").edit()

    assert draft.expecting("p", 5) is draft.expecting("p", 0) is draft
    with pytest.raises(Conflict, match="r/p has version 5, and 4 was expected"):
        draft.expecting("p", 4)
