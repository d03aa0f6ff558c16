"""Whatever is done to inline profiles and the registry beneath them: what is written is what was previewed, documents
stay legal, and undoing gives back every byte."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.editing.conftest import TEAM
from tests.core.editing.test_draft_laws import drafts, errors, operations_on, seen, slugs

from engineprofiles import Chain, open_chain
from engineprofiles.documents.config_documents import INLINE
from engineprofiles.editing import Plan
from engineprofiles.editing.activation import Activate
from engineprofiles.editing.operation import Operation
from engineprofiles.stores.config_content import ConfigFile
from engineprofiles.stores.config_documents import ConfigStore

HOME = """\
# mine
profile: {registries: [team.yaml]}
profiles:
  base:
    display_name: Base
    inference_settings:
      chat: {engine: gpt-5, temperature: 0.5, stop: [a]}   # at home
      model_info: {cost: {input: 1, output: 2}}
  default: {stack: [{profile_slug: base}]}
"""
LOCAL = """\
profiles:
  Default:
    description: here
    inference_settings:
      api:
        api_keys: {openai-api-key: sk-4711}
      model_info: {cost: {input: 3}}
  writer:
    stack:
      - profile_slug: base    # for words
profile:
  active: writer
"""
NAMES = ("home", "local", "override")


def opened(folder: str) -> Chain:
    store = ConfigStore([ConfigFile(name, str(Path(folder, name))) for name in NAMES])
    return open_chain([Path(folder, "team.yaml"), store])


def held(folder: str) -> dict[str, bytes]:
    paths = (Path(folder, name) for name in ("team.yaml", *NAMES))
    return {path.name: path.read_bytes() for path in paths if path.exists()}


activations = st.builds(
    Activate, st.tuples(st.sampled_from(["team", INLINE]), slugs), st.sampled_from([*NAMES, "elsewhere"])
)


@settings(max_examples=100, deadline=None)
@given(st.lists(operations_on("team", INLINE) | activations, max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_what_was_previewed_is_what_is_written(wanted: list[Operation], line_break: str) -> None:
    with TemporaryDirectory() as folder:
        for name, text in (("team.yaml", TEAM), ("home", HOME), ("local", LOCAL)):
            Path(folder, name).write_bytes(text.replace("\n", line_break).encode())
        before = held(folder)
        chain = opened(folder)
        draft = drafts(chain.edit(), wanted)[-1]
        assert errors(draft.chain) <= errors(chain)

        draft.plan(now_ms=0).apply()
        again = opened(folder)
        assert list(seen(again)) == list(seen(draft.chain))
        assert (again.choice and again.choice.profile) == (draft.chain.choice and draft.chain.choice.profile)

        Plan(draft.plan(now_ms=0).chain, chain, tuple(chain.sources)).apply()
        assert held(folder) == before
