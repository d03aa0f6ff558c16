"""The application's config documents as rows of the tree: which there are, and what each gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engineprofiles import Chain
from profiledeck.presenters.leaves import many
from profiledeck.presenters.values import one_line

if TYPE_CHECKING:
    from engineprofiles.stores.config_content import ConfigText

HEADING = "config documents"
LOCAL = ".pinocchio.yml"
"""The document of the working directory, as the host calls it: listed before it is there, since one can be made."""


def listed_documents(chain: Chain) -> Iterator[str]:
    """The names of the documents, the one that wins over the others first."""
    for text in reversed(chain.config.texts if chain.config else ()):
        if is_there(text) or text.file.name == LOCAL:
            yield text.file.name


def document(chain: Chain, name: str) -> ConfigText:
    """The document of that name."""
    text = chain.config.text_of(name) if chain.config else None
    assert text is not None
    return text


def is_there(text: ConfigText) -> bool:
    """Whether there is such a file, or will be once the draft is saved."""
    return text.exists or bool(text.content.document.text)


def gives(text: ConfigText) -> str:
    """``active assistant · 2 profiles``; what it holds besides is not the application's business of profiles."""
    if not is_there(text):
        return "not there"
    config = text.config
    parts = (
        f"active {one_line(config.active)}" if config.active else "",
        many(len(config.profiles), "profile") if config.profiles else "",
        f"lists {many(len(config.registries), 'source')}" if config.registries else "",
    )
    return " · ".join(filter(None, parts)) or "nothing"
