"""What a command line loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SCRIPT = """
import sys
from profiledeck.cli import main
try:
    main(sys.argv[1:], prog_name="profiledeck")
except SystemExit as end:
    assert not end.code, end.code
print(*(name for name in ("textual", "engineprofiles") if name in sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("line", "loaded"),
    [
        ("--help", ""),
        ("list --help", "engineprofiles"),
        ("list --demo", "engineprofiles"),
        ("resolve --demo", "engineprofiles"),
        ("--demo", "engineprofiles"),
    ],
)
def test_textual_is_loaded_only_to_open_the_app(line: str, loaded: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, *line.split()],
        cwd=ROOT,
        env={"PYTHONPATH": "core:tui", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        stdin=subprocess.DEVNULL,
    )

    assert ran.stderr.splitlines()[-1] == loaded
