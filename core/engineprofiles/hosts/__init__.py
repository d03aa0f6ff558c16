"""The application's side of final = base + overlay: what it finds, which profile it asks for, what lies beneath."""

from engineprofiles.hosts.document import read_settings
from engineprofiles.hosts.geppetto import geppetto_defaults
from engineprofiles.hosts.host import Findings, Host, Options
from engineprofiles.hosts.pinocchio import PinocchioHost
from engineprofiles.hosts.surroundings import Surroundings, surroundings

__all__ = [
    "Findings",
    "Host",
    "Options",
    "PinocchioHost",
    "Surroundings",
    "geppetto_defaults",
    "read_settings",
    "surroundings",
]
