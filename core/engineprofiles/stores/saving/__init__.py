"""Sources written safely: several of them as one, or none at all."""

from engineprofiles.stores.saving.all_or_nothing import save
from engineprofiles.stores.saving.beside import write_whole
from engineprofiles.stores.saving.changes import FileChange, RowsChange, Saved
from engineprofiles.stores.saving.refusal import opened_read_only, write_refusal

__all__ = ["FileChange", "RowsChange", "Saved", "opened_read_only", "save", "write_refusal", "write_whole"]
