"""What is copied from the highlighted setting."""

from __future__ import annotations

from pathlib import Path

import pytest

from engineprofiles import Chain, open_chain
from profiledeck.presenters.copying import copied
from profiledeck.state import FieldKey, State

SAMPLES = Path(__file__).parents[3] / "sample-registries"
KEY: FieldKey = ("field", ("api", "api_keys", "openai-api-key"))


@pytest.fixture(scope="module")
def chain() -> Chain:
    return open_chain(SAMPLES)


@pytest.mark.parametrize(
    ("field", "value", "path"),
    [
        (("field", ("chat", "engine")), "gpt-5-nano", "chat.engine"),
        (("field", ("chat", "max_response_tokens")), "2048", "chat.max_response_tokens"),
        (("field", ("chat", "stream")), "true", "chat.stream"),
        (("field", ("chat", "stop")), '["</answer>"]', "chat.stop"),
        (("field", ("model_info", "cost", "input")), "0.15", "model_info.cost.input"),
        (KEY, "••••••••", 'api.api_keys."openai-api-key"'),
        (("extension", ("app.prompts@v1", "tone")), "friendly", '"app.prompts@v1".tone'),
        (("section", "chat"), None, "chat"),
        (("field", ("chat", "temperature")), None, None),
        (None, None, None),
    ],
)
def test_the_value_as_text_and_the_path(
    chain: Chain, field: FieldKey | None, value: str | None, path: str | None
) -> None:
    state = State(chain=chain, selected=("user-overrides", "assistant"), field=field)
    assert copied(state, value=True) == value
    assert copied(state, value=False) == path


def test_a_secret_that_is_shown_is_copied_as_it_is(chain: Chain) -> None:
    state = State(chain=chain, selected=("user-overrides", "assistant"), field=KEY, revealed=KEY)
    assert copied(state, value=True) == "demo-openai-key"


def test_a_token_in_an_extension_is_masked(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("slug: a\nprofiles:\n  default: {extensions: {pinocchio.oauth@v1: {access_token: secret-token}}}\n")
    key: FieldKey = ("extension", ("pinocchio.oauth@v1", "access_token"))
    state = State(chain=open_chain(path), selected=("a", "default"), field=key)
    assert copied(state, value=True) == "••••••••"


def test_without_a_profile_there_is_nothing() -> None:
    assert copied(State(field=KEY), value=True) is None
