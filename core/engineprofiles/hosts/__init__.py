"""The application's side of final = base + overlay: what it finds, which profile it asks for, what lies beneath."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from engineprofiles.hosts.document import read_settings
from engineprofiles.hosts.geppetto import geppetto_defaults

if TYPE_CHECKING:
    from engineprofiles.hosts.document_host import DocumentHost, OverDocument, beneath
    from engineprofiles.hosts.geppetto_app import GeppettoHost
    from engineprofiles.hosts.host import Findings, Host, Hosted, Options
    from engineprofiles.hosts.pinocchio import PinocchioHost
    from engineprofiles.hosts.surroundings import Surroundings, read_surroundings

__all__ = [
    "DocumentHost",
    "Findings",
    "GeppettoHost",
    "Host",
    "Hosted",
    "Options",
    "OverDocument",
    "PinocchioHost",
    "Surroundings",
    "beneath",
    "geppetto_defaults",
    "read_settings",
    "read_surroundings",
]

_LOADED_WHEN_ASKED = {
    "document_host": ("DocumentHost", "OverDocument", "beneath"),
    "geppetto_app": ("GeppettoHost",),
    "host": ("Findings", "Host", "Hosted", "Options"),
    "pinocchio": ("PinocchioHost",),
    "surroundings": ("Surroundings", "read_surroundings"),
}
"""Whoever names their sources needs no host: the app's first picture would wait for them."""


def __getattr__(name: str) -> Any:
    for module, names in _LOADED_WHEN_ASKED.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
