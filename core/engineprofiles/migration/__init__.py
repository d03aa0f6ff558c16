"""Documents of older shapes turned into today's: what Geppetto and Pinocchio no longer read, and say little about."""

from engineprofiles.migration.migrate import migrate
from engineprofiles.migration.migration import Left, Migration, NewDocument, masked_text
from engineprofiles.migration.shapes import Shape

__all__ = ["Left", "Migration", "NewDocument", "Shape", "masked_text", "migrate"]
