"""Dated copies beside a file, of what it held before it was written; a bounded number of them."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import datetime
from itertools import count

from engineprofiles.stores.saving.beside import Access, Fill, made_beside, put_new, remove


def backup_path(path: str, now: datetime, number: int = 1) -> str:
    """``profiles.yaml.20260131-120000.bak``; the second one of the same second has a number."""
    return f"{path}.{now:%Y%m%d-%H%M%S}{f'-{number}' if number > 1 else ''}.bak"


def keep_backup(path: str, fill: Fill, access: Access | None, now: datetime) -> str:
    """Makes a backup of ``path``, a real path, that has ``access``; gives its path. Raises as :func:`made_beside`."""
    made = made_beside(path, fill, access, private=True)
    try:
        for number in count(1):
            backup = backup_path(path, now, number)
            with suppress(FileExistsError):
                put_new(made, backup)
                break
    except OSError:
        remove(made)
        raise
    return backup


def remove_old_backups(path: str, newest: str, keep: int) -> None:
    """Of the backups of ``path`` leaves ``keep``: the ``newest`` one, whatever its date, and the latest others.

    Files that are not named by :func:`backup_path` are left alone, and those that cannot be removed as well.
    """
    folder, name = os.path.split(path)
    ours = re.compile(rf"{re.escape(name)}\.(\d{{8}}-\d{{6}})(?:-(\d+))?\.bak")
    with suppress(OSError):
        found = [match for entry in os.listdir(folder) if (match := ours.fullmatch(entry))]
        others = [match for match in found if match[0] != os.path.basename(newest)]
        others.sort(key=lambda match: (match[1], int(match[2] or 1)), reverse=True)
        for match in others[max(keep - 1, 0) :]:
            remove(os.path.join(folder, match[0]))
        if keep <= 0:
            remove(newest)
