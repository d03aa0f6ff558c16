"""The clock."""

from __future__ import annotations

from datetime import datetime


def now() -> datetime:
    """This moment, by the clock on the wall."""
    return datetime.now().astimezone()
