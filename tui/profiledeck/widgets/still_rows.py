"""Lines that only tell something."""

from __future__ import annotations

from profiledeck.presenters.lines import Rows as RowSequence
from profiledeck.widgets.rows import Rows


class StillRows(Rows, can_focus=False):
    """Rows without a cursor, as high as they are many."""

    DEFAULT_CSS = """
    StillRows { height: auto; scrollbar-size: 0 0; scrollbar-gutter: auto; }
    """

    def tell(self, rows: RowSequence) -> None:
        """Shows ``rows``."""
        self.styles.height = len(rows)
        self.show(rows)
