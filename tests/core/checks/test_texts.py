"""Texts that reach Geppetto in another form, and texts that it damages."""

from __future__ import annotations

import pytest
from tests.core.written import chain_of

from engineprofiles.checks import check_chain


def found(text: str, code: str) -> list[str]:
    return [
        f"{problem.location.line}:{problem.location.column} {problem.message}"
        for problem in check_chain(chain_of(text))
        if problem.code == code
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "slug: r\nprofiles:\n  a: {inference_settings: {chat: {engine: 4.10}}}\n",
            ["3:43 chat.engine: 4.10 becomes 4.1"],
        ),
        ('slug: r\nprofiles:\n  a: {inference_settings: {chat: {engine: "4.10"}}}\n', []),
        ("slug: r\nprofiles:\n  a: {inference_settings: {chat: {engine: 4.5, temperature: 0.50}}}\n", []),
        ("slug: r\nprofiles:\n  a: {display_name: 0x10}\n", ["3:21 display_name: 0x10 becomes 16"]),
        ("slug: 1_0\nprofiles: {a: {}}\n", ["1:7 slug: 1_0 becomes 10"]),
        ("slug: r\nprofiles:\n  1.50: {}\n", ["3:3 the profile key 1.50 becomes 1.5"]),
        (
            "slug: r\nprofiles:\n  a: {inference_settings: {api: {api_keys: {k: 0x1F}}}}\n",
            ["3:48 api.api_keys.k has no quotes and reaches Geppetto in another form"],
        ),
    ],
)
def test_a_text_without_quotes_is_told_with_what_it_becomes(text: str, expected: list[str]) -> None:
    assert found(text, "unquoted-scalar") == expected


@pytest.mark.parametrize(
    ("value", "damaged"),
    [
        (r'stop: ["\nHuman:"]', True),
        (r'stop: [" a\nb"]', True),
        (r'engine: "\nHuman:"', True),
        (r'engine: "\ta\nb"', True),
        (r'engine: " a\nb"', False),
        (r'engine: "a\n b"', False),
        (r'stop: ["User:\n"]', False),
        (r'stop: [" \nb", "\n "]', False),
    ],
)
def test_a_text_that_yaml_v3_damages_is_told(value: str, damaged: bool) -> None:
    text = f"slug: r\nprofiles:\n  a: {{inference_settings: {{chat: {{{value}}}}}}}\n"
    assert bool(found(text, "yaml-v3-damages-string")) is damaged
