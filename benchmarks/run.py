"""``make bench``: speed, each figure as a ratio to something else that was measured in the same run.

A slow ratio is reported, not failed: it depends on the machine. The exit code is 1 when a measurement fails.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from checking import measure_checking
from editing import measure_editing
from loading import measure_loading
from resolving import measure_chain, measure_stack
from terminal import measure_first_paint, measure_key
from timing import Comparison

MEASUREMENTS: Mapping[str, Callable[[Path], Iterable[Comparison]]] = {
    "loading": measure_loading,
    "stack": measure_stack,
    "chain": measure_chain,
    "checking": measure_checking,
    "editing": measure_editing,
    "paint": measure_first_paint,
    "key": measure_key,
}
"""Each gets an empty folder."""

_ROW = "{:28}{:26}{:>11}{:>11}{:>8}{:>8}  {}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure speed, as ratios.")
    parser.add_argument("--only", choices=MEASUREMENTS, metavar="NAME", help=f"one of {', '.join(MEASUREMENTS)}")
    only = parser.parse_args(arguments).only
    print(_ROW.format("what", "against", "ours", "theirs", "ratio", "limit", ""))
    return 1 if [name for name in MEASUREMENTS if only in (None, name) and not _measured(name)] else 0


def _measured(name: str) -> bool:
    """Prints the rows of one measurement; whether it could be made."""
    try:
        with TemporaryDirectory() as folder:
            for comparison in MEASUREMENTS[name](Path(folder)):
                print(_row(comparison), flush=True)
    except Exception:
        traceback.print_exc()
        print(f"{name}: could not be measured", file=sys.stderr)
        return False
    return True


def _row(comparison: Comparison) -> str:
    enough = f" (or {_figure(comparison.enough, comparison.unit)})" if comparison.enough is not None else ""
    return _ROW.format(
        comparison.name,
        comparison.against,
        _figure(comparison.ours, comparison.unit),
        _figure(comparison.reference, comparison.unit),
        f"{comparison.ratio:.2f}",
        f"{comparison.limit:.2f}",
        ("ok" if comparison.is_within else "over") + enough,
    )


def _figure(amount: float, unit: str) -> str:
    return f"{amount:.2f} {unit}" if amount < 10 else f"{amount:.0f} {unit}"


if __name__ == "__main__":
    sys.exit(main())
