"""Files in: hostile files stop here; what comes out is text in blocks."""

from tracker.readers.every_word import every_word
from tracker.readers.files import UnreadableFile, read_file

__all__ = ["UnreadableFile", "every_word", "read_file"]
