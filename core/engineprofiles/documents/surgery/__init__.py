"""Edits of a YAML document in its text: the smallest change that says what is meant, or none."""

from engineprofiles.documents.surgery.editing import edited

__all__ = ["edited"]
