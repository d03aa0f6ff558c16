"""The app in a test: what stands on its screen, as text."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from textual.geometry import Region
from textual.pilot import Pilot

from profiledeck.app import ProfiledeckApp
from profiledeck.services import Services
from profiledeck.state import Pane, State
from profiledeck.widgets.rows import Rows

NARROW, MEDIUM, WIDE = (80, 24), (120, 36), (160, 45)


class Deck:
    """A running app: its keys, its mouse, and the lines of its screen."""

    def __init__(self, pilot: Pilot[str]) -> None:
        assert isinstance(pilot.app, ProfiledeckApp)
        self.app = pilot.app
        self.pilot = pilot

    @property
    def state(self) -> State:
        return self.app.state

    def is_at(self, pane: Pane) -> bool:
        """Whether ``pane`` is in front and has the keys."""
        return self.state.pane is pane and self.app.focused is self._rows(pane)

    @property
    def lines(self) -> list[str]:
        """The screen, line by line, as a terminal would show it."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def told(self) -> str:
        """The last message that was shown in passing, on one line."""
        return str(list(self.app._notifications)[-1].message)

    def pane(self, pane: Pane | str) -> str:
        """What stands inside a pane, its titles included; empty when it is not on the screen."""
        widget = self._rows(pane)
        region = widget.region if widget.is_on_screen and widget.display else Region()
        rows = self.app.screen._compositor.render_strips()[region.y : region.bottom]
        return "\n".join(strip.crop(region.x, region.right).text.rstrip() for strip in rows)

    def cursor_line(self, pane: Pane | str) -> str:
        """The line that a pane highlights."""
        widget = self._rows(pane)
        y = widget.content_region.y + widget.cursor - round(widget.scroll_y)
        assert widget.content_region.contains(widget.content_region.x, y), "the highlighted line is out of sight"
        strip = self.app.screen._compositor.render_strips()[y]
        return strip.crop(widget.content_region.x, widget.content_region.right).text.rstrip()

    async def press(self, *keys: str) -> None:
        """Presses keys and waits until they have been answered."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def write(self, text: str) -> None:
        await self.press(*({"/": "slash", " ": "space", ".": "full_stop"}.get(letter, letter) for letter in text))

    async def click_text(self, text: str, pane: Pane | str | None = None, times: int = 1) -> None:
        """Clicks on the first place where ``text`` stands, on the screen or in a pane."""
        area = self._rows(pane).region if pane else self.app.screen.region
        for y, strip in enumerate(self.app.screen._compositor.render_strips()[area.y : area.bottom], area.y):
            at = strip.crop(area.x, area.right).text.find(text)
            if at >= 0:
                await self.pilot.click(offset=(area.x + at, y), times=times)
                await self.pilot.pause()
                return
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text}")

    async def until(self, seen: Callable[[], bool]) -> None:
        """Lets the app go on until ``seen`` holds."""
        for _ in range(200):
            if seen():
                return
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()
        raise AssertionError(f"it did not come to this:\n{self.text}")

    async def settled(self) -> None:
        """Waits until the sources are read and checked."""
        await self.until(lambda: self.state.problems is not None)
        await self.pilot.pause()

    async def resize(self, size: tuple[int, int]) -> None:
        await self.pilot.resize_terminal(*size)
        await self.pilot.pause()

    def _rows(self, pane: Pane | str) -> Rows:
        return self.app.screen.query_one(f"#{pane}", Rows)


@asynccontextmanager
async def running(
    entries: Iterable[str] = ("sample-registries",),
    size: tuple[int, int] = MEDIUM,
    services: Services | None = None,
    app: ProfiledeckApp | None = None,
) -> AsyncIterator[Deck]:
    """Runs the app on ``entries`` until its sources are read and checked."""
    app = app or ProfiledeckApp(entries, services=services)
    async with app.run_test(size=size, notifications=True) as pilot:
        deck = Deck(pilot)
        await deck.settled()
        yield deck
