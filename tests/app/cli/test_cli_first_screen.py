"""Without a terminal the first screen is text."""

from __future__ import annotations

import re
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
    assert re.search(r"ok +sqlite +lab, lab-archive +sample-registries/25-lab\.db\n", parts["Sources"])
    assert re.search(r"● assistant +gpt-5-nano +▲\n", parts["Registries"])
    assert re.search(r"assistant +gpt-5-mini +by user-overrides +▲\n", parts["Registries"])
    assert re.search(r"① provider-openai/default ", parts["Stack"])
    assert re.search(r"engine +gpt-5-nano +④ .*\+3\n", parts["Settings"])
    assert re.search(r"openai-api-key +••••••••", parts["Settings"])
    assert re.search(r"\$0\.15.*\$0\.60", parts["Model"])
    assert "sample-registries/30-user.yaml:16:17" in parts["Problems"]


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("source", ["sample-registries", "sample-registries/broken", "nothing-here.yaml"])
def test_it_fits_the_width(run: Callable[..., Result], source: str, width: int) -> None:
    result = run(source, env={"COLUMNS": str(width)})

    assert result.exit_code == 0
    assert max(map(cell_len, result.stdout.splitlines())) <= width
    assert "\x1b" not in result.stdout
