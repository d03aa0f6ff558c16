"""The application's side of final = base + overlay."""

from engineprofiles.hosts.document import read_settings
from engineprofiles.hosts.geppetto import geppetto_defaults

__all__ = ["geppetto_defaults", "read_settings"]
