"""Where the letters of a filter are typed. It is there only while it is used."""

from __future__ import annotations

from textual.widgets import Input


class FilterBox(Input):
    """One line to type in, at the foot of the screen."""

    DEFAULT_CSS = """
    FilterBox {
        height: 1;
        border: none;
        padding: 0 1;
        background: $panel;
    }
    """

    def __init__(self, value: str, of_settings: bool) -> None:
        what = "Settings" if of_settings else "Profiles"
        super().__init__(value, placeholder=f"{what} with these letters", compact=True, id="filter")
