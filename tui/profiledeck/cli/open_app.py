"""The one door from the command line to the app, and so to Textual."""

from __future__ import annotations

import gc

from profiledeck.cli.sources import Entry


def open_app(sources: tuple[Entry, ...], *, read_only: bool = False) -> None:
    """Runs the app on ``sources`` until it is left; ``read_only`` keeps it from writing to any of them."""
    # Starting makes many objects and drops few. The collector would look for garbage among them again and again, a
    # fifteenth of the time to the first screen; the app turns it on once the chain is there.
    gc.disable()
    from profiledeck.app import ProfiledeckApp
    from profiledeck.services import DiskServices

    ProfiledeckApp(services=DiskServices(sources, read_only)).run()
