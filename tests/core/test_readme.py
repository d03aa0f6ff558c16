"""What README shows of the library is run as it stands there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_library_in_ten_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    block = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    names: dict[str, object] = {}
    said = []
    for line in block[1].splitlines():
        code, _, comment = line.partition("#")
        if not code.strip():
            continue
        statement = ast.parse(code.strip()).body[0]
        if isinstance(statement, ast.Expr):
            value = eval(code.strip(), names)
            said += [(value, text) for text in re.findall(r'^\s*"([^"]*)"', comment)]
        else:
            exec(code.strip(), names)
    assert [value for value, _ in said] == [text for _, text in said]
    assert len(said) == 2
    assert names["final"].trace["chat.temperature"].rule == "base"  # type: ignore[attr-defined]
