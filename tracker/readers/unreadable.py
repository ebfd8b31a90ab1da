"""The refusal of a file."""


class UnreadableFile(Exception):
    """A file cannot be read or must not be; the message says in plain English why, and what to do."""
