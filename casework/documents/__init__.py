"""Files that belong to a case: taken in with care, kept with their hash, given out as a download only.

The content is in PostgreSQL: one backup holds everything that must be kept.
"""

from casework.documents.keeping import as_download, keep, store
from casework.documents.taking_in import MAX_BYTES, MB, refusal_of
from casework.documents.uploading import files_of, fingerprint

__all__ = ["MAX_BYTES", "MB", "as_download", "files_of", "fingerprint", "keep", "refusal_of", "store"]
