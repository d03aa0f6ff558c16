"""Edits of a YAML document in its text: the smallest change that says what is meant, or none."""

from engineprofiles.documents.surgery.editing import edited
from engineprofiles.documents.surgery.own_lines import written_at

__all__ = ["edited", "written_at"]
