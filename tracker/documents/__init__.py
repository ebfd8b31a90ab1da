"""Files out: a frozen dataclass in, bytes out; no database, no request, no clock."""
