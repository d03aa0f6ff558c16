"""What the final settings connect to, as text."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.app.home import furnished

from engineprofiles import open_chain
from engineprofiles.hosts import beneath
from profiledeck.presenters.connection import connection_lines
from profiledeck.presenters.lines import plain, width_of


def told(settings: str, folder: Path, width: int = 100, **variables: str) -> list[str]:
    """The lines for a profile with ``settings`` over an application with ``variables``, spaces made one."""
    path = folder / "one.yaml"
    path.write_text(f"slug: one\nprofiles: {{top: {{inference_settings: {settings}}}}}\n", encoding="utf-8")
    base = furnished(folder).chain(variables).base
    lines = list(connection_lines(open_chain(path).resolve("top").on(beneath(base)), width))
    assert all(width_of(line) <= width for line in lines)
    return [" ".join(plain(line).split()) for line in lines]


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ("{chat: {api_type: openai}}", "chat openai https://api.openai.com/v1 ⓪ built-in"),
        ("{chat: {api_type: openai}}", "openai-api-key missing"),
        ("{api: {api_keys: {openai-api-key: ' '}}}", "openai-api-key empty one/top"),
        ("{api: {api_keys: {openai-api-key: k}}}", "openai-api-key set one/top"),
        ("{api: {base_urls: {openai-base-url: 'http://me:hunter2@h/v1'}}}", "http://me:••••••••@h/v1 one/top"),
        ("{client: {timeout: 0}}", "http no timeout proxies of the environment custom client"),
        ("{client: {proxy_url: 'http://p:1'}}", "http no timeout proxy http://p:1 custom client"),
        ("{client: {proxy_from_environment: false}}", "http no timeout no proxy custom client"),
        ("{}", "http no timeout proxies of the environment custom client"),
    ],
)
def test_what_is_connected_to(settings: str, line: str, tmp_path: Path) -> None:
    shown = told(settings, tmp_path)
    assert shown[0] == "Connects to as Geppetto does it"
    assert any(line in each for each in shown), shown


def test_a_key_of_a_variable_is_named_after_it_and_never_shown(tmp_path: Path) -> None:
    shown = told("{}", tmp_path, PINOCCHIO_OPENAI_API_KEY="sk-hidden")
    assert "openai-api-key set ⓪ PINOCCHIO_OPENAI_API_KEY" in shown
    assert "sk-hidden" not in "".join(shown)


def test_what_a_merge_loses_is_told_with_what_is_documented(tmp_path: Path) -> None:
    shown = told("{}", tmp_path, PINOCCHIO_TIMEOUT="5")
    assert "no client.timeout is in force: a call is waited for without end" in shown
    assert "≠ documented: timeout 5 s" in shown


def test_what_a_profile_sets_without_effect_is_named_too(tmp_path: Path) -> None:
    shown = told("{api: {api_keys: {mistral-api-key: k}}}", tmp_path)
    assert "also set mistral" in shown
    assert "mistral-api-key set one/top" in shown


@pytest.mark.parametrize("width", [30, 40, 60, 120])
def test_it_fits(width: int, tmp_path: Path) -> None:
    assert told("{}", tmp_path, width, PINOCCHIO_OPENAI_API_KEY="sk-hidden")
