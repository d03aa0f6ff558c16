"""The application's side of final = base + overlay."""

from engineprofiles.hosts.document import read_settings

__all__ = ["read_settings"]
