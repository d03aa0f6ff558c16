"""Without a terminal the first screen is text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import Result
from rich.cells import cell_len

HEADINGS = ("Sources", "Registries", "Stack", "Settings", "Model", "Problems")


def test_it_answers_what_was_opened_what_won_and_who_set_what(run: Callable[..., Result]) -> None:
    result = run("--demo", env={"COLUMNS": "120"})
    parts = dict(zip(("", *HEADINGS), result.stdout.split("── "), strict=True))

    assert result.exit_code == 0
    assert "user-overrides/assistant" in parts[""]
    assert _has(parts["Sources"], "ok", "sqlite", "sample-registries/25-lab.db", "lab, lab-archive")
    assert _has(parts["Registries"], "●", "assistant", "gpt-5-nano", "▲")
    assert _has(parts["Registries"], "assistant", "gpt-5-mini", "by user-overrides")
    assert _has(parts["Stack"], "①", "provider-openai/default")
    assert _has(parts["Settings"], "engine", "gpt-5-nano", "④", "+3")
    assert _has(parts["Settings"], "openai-api-key", "••••••••")
    assert _has(parts["Model"], "$0.15", "$0.60")
    assert _has(parts["Problems"], "sample-registries/30-user.yaml:16:17")


def _has(part: str, *fragments: str) -> bool:
    """Whether a line of ``part`` has all ``fragments``, in this order."""
    return any([at for at in map(line.find, fragments)] == sorted(map(line.find, fragments)) and line.find(fragments[0]) >= 0 for line in part.splitlines())


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("source", ["sample-registries", "sample-registries/broken", "nothing-here.yaml"])
def test_it_fits_the_width(run: Callable[..., Result], source: str, width: int) -> None:
    result = run(source, env={"COLUMNS": str(width)})

    assert result.exit_code == 0
    assert max(map(cell_len, result.stdout.splitlines())) <= width
    assert "\x1b" not in result.stdout
