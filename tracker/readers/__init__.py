"""Files in: hostile files stop here; what comes out is text in blocks."""

from tracker.readers.files import UnreadableFile, read_file

__all__ = ["UnreadableFile", "read_file"]
