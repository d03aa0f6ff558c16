"""Run as a program: adds one to the number in each of the sources, together, as often as it is told.

    adding.py TIMES PATH...

It begins when its standard input ends.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from tests.core.stores.saving.places import change, never_waiting_for_the_disk, text_in

from engineprofiles.problems import Conflict
from engineprofiles.stores.saving import save


def main(times: int, paths: list[Path]) -> None:
    done = 0
    while done < times:
        texts = {path: str(text_in(path)) for path in paths}
        with suppress(Conflict):
            save([change(path, text, str(int(text) + 1)) for path, text in texts.items()], datetime.now(), backups=2)
            done += 1


if __name__ == "__main__":
    sys.stdin.read()
    with never_waiting_for_the_disk():
        main(int(sys.argv[1]), [Path(path) for path in sys.argv[2:]])
