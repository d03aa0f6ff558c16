"""Loading a large chain, against PyYAML's C loader on the same texts: time and memory."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml
from chain_files import write_chain
from timing import Comparison, medians, milliseconds

from engineprofiles import Chain, open_chain

TIME_LIMIT = 0.6
MEMORY_LIMIT = 1.5

# Each load has a process of its own, since memory that was taken is never seen to be given back. The peak is the
# kernel's, which unlike tracemalloc's counts what libyaml takes and slows nothing down. What the interpreter and
# the imports take is subtracted: a figure is what the load itself asks for. The chain or the trees are held to the end.
_MEASURE_PEAK = """
import gc, sys
from loading import load_chain, load_trees
from pathlib import Path

def kilobytes(name):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name + ":"))

load = {"chain": load_chain, "trees": load_trees}[sys.argv[1]]
gc.disable()
before = kilobytes("VmRSS")
loaded = load(Path(sys.argv[2]))
print(kilobytes("VmHWM") - before)
"""


def load_chain(folder: Path) -> Chain:
    """Our side: from the files' names to a chain."""
    return open_chain(folder)


def load_trees(folder: Path) -> list[object]:
    """The reference's side: from the same files to plain trees."""
    return [yaml.load(path.read_bytes().decode(), yaml.CSafeLoader) for path in sorted(folder.glob("*.yaml"))]


def measure_loading(folder: Path) -> Iterator[Comparison]:
    """The time and the peak memory of a load."""
    write_chain(folder)

    def times() -> tuple[float, float]:
        return milliseconds(lambda: load_chain(folder)), milliseconds(lambda: load_trees(folder))

    def peaks() -> tuple[float, float]:
        return _peak_megabytes("chain", folder), _peak_megabytes("trees", folder)

    yield Comparison("load 20,000 profiles", "yaml.load, CSafeLoader", *medians(times, rounds=5), TIME_LIMIT)
    yield Comparison("memory of that load", "yaml.load, CSafeLoader", *medians(peaks, rounds=3), MEMORY_LIMIT, "MB")


def _peak_megabytes(what: str, folder: Path) -> float:
    command = [sys.executable, "-c", _MEASURE_PEAK, what, str(folder)]
    done = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True, check=True)
    return int(done.stdout) / 1024
