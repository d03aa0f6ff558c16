"""The sample registries: a chain to look at when there is none of one's own."""

from __future__ import annotations

import os
from pathlib import Path

SAMPLES = "sample-registries"


def sample_registries() -> Path:
    """The folder of the sample chain: inside an installed package, or at the root of a checkout.

    Relative when it lies below the working directory, so that positions read like those of one's own files.
    """
    package = Path(__file__).resolve().parent
    installed = package / SAMPLES
    folder = installed if installed.is_dir() else package.parents[1] / SAMPLES
    here = Path.cwd()
    return Path(os.path.relpath(folder, here)) if folder.is_relative_to(here) else folder
