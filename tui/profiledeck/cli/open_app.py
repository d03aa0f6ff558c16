"""The one door from the command line to the app, and so to Textual."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from profiledeck.cli.sources import Sources

if TYPE_CHECKING:
    from profiledeck.app import ProfiledeckApp


def open_app(sources: Sources) -> None:
    """Runs the app on ``sources`` until it is left."""
    _app(sources).run()


def pick_in_app(sources: Sources) -> str | None:
    """The ``registry/profile`` that a person chooses in the app; ``None`` when that is none."""
    return _app(sources, picking=True).run()


def _app(sources: Sources, *, picking: bool = False) -> ProfiledeckApp:
    # Starting makes many objects and drops few. The collector would look for garbage among them again and again, a
    # fifteenth of the time to the first screen; the app turns it on once the chain is there.
    gc.disable()
    from profiledeck.app import ProfiledeckApp
    from profiledeck.services import DiskServices

    services = DiskServices(sources.entries, sources.read_only, sources.hosted)
    return ProfiledeckApp(services=services, picking=picking)
