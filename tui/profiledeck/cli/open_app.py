"""The one door from the command line to the app, and so to Textual."""

from __future__ import annotations

from os import fspath

from profiledeck.cli.sources import Entry


def open_app(sources: tuple[Entry, ...]) -> None:
    """Runs the app on ``sources`` until it is left."""
    from profiledeck.app import ProfiledeckApp

    ProfiledeckApp(tuple(fspath(source) for source in sources)).run()
