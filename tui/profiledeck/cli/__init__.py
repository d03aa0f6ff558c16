"""The command line. Data goes to stdout, words to stderr; the exit code is 0 when all is well, 1 when problems were
found and 2 for wrong use. Only :mod:`profiledeck.cli.open_app` leads to Textual."""

from profiledeck.cli.group import main

__all__ = ["main"]
