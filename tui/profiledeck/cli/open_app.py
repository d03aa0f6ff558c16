"""The one door from the command line to the app, and so to Textual."""

from __future__ import annotations

import gc

from profiledeck.cli.sources import Sources


def open_app(sources: Sources) -> None:
    """Runs the app on ``sources`` until it is left."""
    # Starting makes many objects and drops few. The collector would look for garbage among them again and again, a
    # fifteenth of the time to the first screen; the app turns it on once the chain is there.
    gc.disable()
    from profiledeck.app import ProfiledeckApp
    from profiledeck.services import DiskServices

    ProfiledeckApp(services=DiskServices(sources.entries, sources.read_only, sources.hosted)).run()
