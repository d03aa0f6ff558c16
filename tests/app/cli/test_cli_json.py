"""The JSON shapes are those that docs/json.md documents: same keys, same order, same values."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

CUT = "…"
DOCUMENT = Path(__file__).parents[3] / "docs" / "json.md"
EXAMPLES: list[tuple[str, str]] = re.findall(
    r"```console\n\$ profiledeck ([^\n]*)\n```\n\n```json\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL
)


@pytest.mark.parametrize(("line", "example"), EXAMPLES, ids=[line for line, _ in EXAMPLES])
def test_the_documented_example_is_what_is_printed(run: Callable[..., Result], line: str, example: str) -> None:
    printed = json.loads(run(*shlex.split(line)).stdout)

    assert _cut_like(printed, json.loads(example)) == json.dumps(json.loads(example), ensure_ascii=False, indent=1)


def test_every_command_that_prints_json_has_an_example() -> None:
    commands = dict.fromkeys(line.split()[0] for line, _ in EXAMPLES)
    expected = "where list show resolve explain diff check set migrate schema"
    assert list(commands) == expected.split()


def _cut_like(printed: Any, example: Any) -> str:
    """``printed`` as text, cut where ``example`` is: the order of keys counts."""
    return json.dumps(_cut(printed, example), ensure_ascii=False, indent=1)


def _cut(printed: Any, example: Any) -> Any:
    if isinstance(printed, dict) and isinstance(example, dict):
        kept = {
            key: _cut(child, example.get(key)) for key, child in printed.items() if key in example or CUT not in example
        }
        return {**kept, CUT: CUT} if CUT in example else kept
    if isinstance(printed, list) and isinstance(example, list) and CUT in example:
        start, end = example.index(CUT), len(example) - example.index(CUT) - 1
        first = [_cut(*pair) for pair in zip(printed[:start], example, strict=False)]
        last = printed[len(printed) - end :]
        return [*first, CUT, *(_cut(*pair) for pair in zip(last, example[start + 1 :], strict=True))]
    if isinstance(printed, list) and isinstance(example, list) and len(printed) == len(example):
        return [_cut(*pair) for pair in zip(printed, example, strict=True)]
    return printed


def test_an_unset_field_has_an_entry_of_the_same_shape(run: Callable[..., Result]) -> None:
    entries = [
        json.loads(run("explain", "assistant", path, "--demo", "-f", "json").stdout)["entries"]
        for path in ("chat.engine", "client.timeout", "rerank")
    ]

    assert [len(found) for found in entries] == [1, 1, 4]
    assert len({tuple(entry) for found in entries for entry in found}) == 1
    assert {entry["state"] for entry in entries[1] + entries[2]} == {"unset"}


def test_a_base_is_the_layer_of_index_0(run: Callable[..., Result], tmp_path: Path) -> None:
    base = tmp_path / "base.yaml"
    base.write_text("client: {timeout: 60}\n")

    data = json.loads(run("resolve", "--demo", "--base", str(base), "-f", "json").stdout)

    assert [(layer["index"], layer["registry_slug"]) for layer in data["lineage"]][:2] == [
        (0, ""),
        (1, "provider-openai"),
    ]
    assert data["trace"]["/inference_settings/client/timeout"]["winner"] == {"layer_index": 0}


def test_a_source_with_a_dsn_has_it_masked_and_no_path(run: Callable[..., Result]) -> None:
    dsn = "sqlite-dsn:file:sample-registries/25-lab.db?_auth_pass=hunter2"

    source = json.loads(run("list", "-s", dsn, "-f", "json").stdout)["sources"][0]

    assert list(source) == ["raw", "kind", "reason", "path", "dsn", "registries", "problems"]
    assert (source["kind"], source["path"]) == ("sqlite-dsn", "")
    assert source["dsn"] == "file:sample-registries/25-lab.db?_auth_pass=••••••••"
