"""The application's side of final = base + overlay: what it finds, which profile it asks for, what lies beneath."""

from engineprofiles.hosts.document import read_settings
from engineprofiles.hosts.document_host import DocumentHost, OverDocument, beneath
from engineprofiles.hosts.geppetto import geppetto_defaults
from engineprofiles.hosts.geppetto_app import GeppettoHost
from engineprofiles.hosts.host import Findings, Host, Hosted, Options
from engineprofiles.hosts.pinocchio import PinocchioHost
from engineprofiles.hosts.surroundings import Surroundings, surroundings

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
    "surroundings",
]
