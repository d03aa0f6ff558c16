"""The benchmarks' registries: many profiles that look like real ones, the same in every run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

FILES = 200
PROFILES = 100
"""Profiles in each file; their slugs are those of :func:`profile_slug`."""

DEEP_REGISTRY = "deep"
DEEP_LAYERS = 4

_ROLES = ("assistant", "coder", "reviewer", "summarizer", "translator")
_MODELS = (
    ("gpt-5-mini", 400000, "0.25", "2.00"),
    ("claude-sonnet-4-5", 200000, "3.00", "15.00"),
    ("gemini-2.5-flash", 1048576, "0.30", "2.50"),
    ("mistral-small", 128000, "0.10", "0.30"),
)


def registry_slug(file: int) -> str:
    return f"team-{file:03}"


def profile_slug(file: int, profile: int) -> str:
    return f"{_ROLES[profile % len(_ROLES)]}-{file:03}-{profile:02}"


def write_chain(folder: Path, files: int = FILES, profiles: int = PROFILES) -> list[Path]:
    """Writes registries into ``folder`` and gives their paths, the base of the chain first.

    A profile has ten settings and a stack of one to four layers, within its registry or with one of the
    registry before it. No layer repeats what it inherits.
    """
    paths = []
    for file in range(files):
        path = folder / f"{registry_slug(file)}.yaml"
        path.write_text("\n".join(_registry(file, profiles)) + "\n", encoding="utf-8")
        paths.append(path)
    return paths


def write_deep_chain(path: Path) -> Path:
    """Writes one registry whose profiles ``layer-1`` to ``layer-4`` stack on each other, 25 settings in each."""
    lines = [f"slug: {DEEP_REGISTRY}", "profiles:"]
    for number in range(1, DEEP_LAYERS + 1):
        lines += [f"  layer-{number}:"]
        if number > 1:
            lines += ["    stack:", f"    - profile_slug: layer-{number - 1}"]
        lines += ["    inference_settings:", *_many_settings(number)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _registry(file: int, profiles: int) -> Iterator[str]:
    yield f"slug: {registry_slug(file)}"
    yield f"display_name: Team {file}"
    yield "profiles:"
    for profile in range(profiles):
        yield from _profile(file, profile)


def _profile(file: int, profile: int) -> Iterator[str]:
    engine, window, input_price, output_price = _MODELS[(file + profile) % len(_MODELS)]
    yield f"  {profile_slug(file, profile)}:"
    yield from _stack(file, profile)
    yield "    inference_settings:"
    yield "      chat:"
    yield f"        engine: {engine}"
    yield f"        temperature: {profile % 10 / 10}"
    yield f"        top_p: 0.9{profile % 10}"
    yield f"        stream: {str(profile % 2 == 0).lower()}"
    yield "      inference:"
    yield f"        reasoning_effort: {'high' if profile % 2 else 'low'}"
    yield f"        seed: {profile}"
    yield "      model_info:"
    yield f"        context_window: {window}"
    yield f"        reasoning: {str(profile % 2 == 0).lower()}"
    yield "        cost:"
    yield f"          input: {input_price}"
    yield f"          output: {output_price}"


def _stack(file: int, profile: int) -> Iterator[str]:
    """Of every four profiles the first stacks on nothing, each other one on its predecessor: the third on that of
    the registry before."""
    if profile % 4 == 0:
        return
    yield "    stack:"
    if profile % 4 == 2 and file:
        yield f"    - registry_slug: {registry_slug(file - 1)}"
        yield f"      profile_slug: {profile_slug(file - 1, profile - 1)}"
    else:
        yield f"    - profile_slug: {profile_slug(file, profile - 1)}"


def _many_settings(number: int) -> Iterator[str]:
    yield from (
        "      api:",
        "        base_urls:",
        f"          openai-base-url: https://gateway-{number}.example.com/v1",
        f"          claude-base-url: https://claude-{number}.example.com",
        "      chat:",
        f"        engine: gpt-5-mini-{number}",
        "        api_type: openai-responses",
        f"        temperature: 0.{number}",
        "        top_p: 0.95",
        f"        max_response_tokens: {1024 * number}",
        "        stop: [END, STOP]",
        "        stream: true",
        "      openai:",
        "        n: 1",
        f"        presence_penalty: 0.{number}",
        "        parallel_tool_calls: true",
        "        reasoning_summary: auto",
        "      inference:",
        "        reasoning_effort: medium",
        f"        seed: {number}",
        "        thinking_type: enabled",
        f"        thinking_budget: {2048 * number}",
        "      model_info:",
        "        id: gpt-5-mini",
        f"        name: GPT-5 Mini {number}",
        "        reasoning: true",
        "        input: [text, image]",
        "        context_window: 400000",
        "        cost:",
        "          input: 0.25",
        "          output: 2.00",
        "          cache_read: 0.025",
    )
