"""Which config document is to name the selected profile, and what would still name another one afterwards."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from engineprofiles import Chain
from engineprofiles.model.selection import Reason
from engineprofiles.stores.config_content import ConfigText
from profiledeck.presenters.config_documents import LOCAL, gives, is_there
from profiledeck.presenters.lines import Row, Rows, clipped, fitted, fitted_end, line
from profiledeck.presenters.wrapping import wrapped

if TYPE_CHECKING:
    from engineprofiles.editing import Impact

_WIDEST_NAME = 30
_LAYERS = {
    "system": "this machine",
    "user": "everywhere",
    "repo": "this repository",
    "cwd": "this folder",
    "explicit": "--config-file",
}
"""Whom a document of each layer counts for."""
_ORDER = ("cwd", "repo", "explicit", "user", "system")


def documents_to_name_it(chain: Chain) -> Sequence[ConfigText]:
    """The documents of every place, the nearest first: that of the working directory, then the repository's."""
    texts = chain.config.texts if chain.config else ()

    def distance(text: ConfigText) -> tuple[bool, int, bool]:
        layer = text.file.layer
        # An override is for what is not to be shared: beside the document that it goes over, it comes second.
        override = ".override." in text.file.name
        return text.file.name != LOCAL, _ORDER.index(layer) if layer in _ORDER else len(_ORDER), override

    return sorted(texts, key=distance)


def use_here_rows(chain: Chain, closed: Container[str], width: int) -> Rows:
    """A row for each document, with its name as key: whom it counts for, and what it says by now.

    ``width`` in cells. Above them, where a variable or an option names a profile, that this wins over every document.
    Those whose name is in ``closed`` cannot be written and have no key.
    """
    texts = documents_to_name_it(chain)
    widest = min(max(cell_len(text.file.name) for text in texts), _WIDEST_NAME)
    whom = max(len(_whom(text)) for text in texts)
    rows = [Row(line((text, "warning"))) for text in wrapped(_asked_first(chain), width)]
    rows += [Row(())] * bool(rows)
    for text in texts:
        name = text.file.name
        shown = fitted_end(name, widest) if cell_len(name) > widest else fitted(name, widest)
        if name in closed:
            why = "cannot be written" if is_there(text) else "no such folder"
            rows.append(Row(clipped(line((f"  {shown}   {_whom(text):{whom}}   {why}", "dim")), width)))
            continue
        now = gives(text) if is_there(text) else "will be made"
        said = line((f"  {shown}", "strong"), f"   {_whom(text):{whom}}", (f"   {now}", "dim"))
        rows.append(Row(clipped(said, width), name))
    return rows


def _whom(text: ConfigText) -> str:
    return _LAYERS.get(text.file.layer, text.file.layer)


def _asked_first(chain: Chain) -> str:
    asked = chain.application.asked if chain.application else None
    return f"{asked.by} names {asked.profile}: that is asked before every document." if asked else ""


def taken_instead(impact: Impact) -> str:
    """Which profile the application takes from now on; blank where that stays as it is."""
    application = impact.after.application
    if application is None or impact.chosen is None:
        return ""
    was, will = impact.chosen
    name = application.name or "the application"
    return f"{name} takes {will or 'no profile'}" + (f", not {was}" if was else "")


def without_effect(chain: Chain, document: str) -> str:
    """What still names another profile than ``document`` does, in a sentence; blank when that is what counts."""
    choice = chain.choice
    if choice is None or choice.location.source == document:
        return ""
    if choice.reason is Reason.CONFIG:
        return f"It has no effect yet: {choice.words} names {choice.profile}, and wins over {document}."
    return f"It has no effect here: {choice.by} names {choice.profile}, and wins over every document."
