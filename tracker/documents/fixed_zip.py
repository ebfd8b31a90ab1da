"""Writes an Office file so that the same parts always give the same bytes."""

import io
import zipfile
from collections.abc import Mapping

# The earliest moment a zip entry can hold; when a file was made stands in its properties.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def write_zip(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a zip file, in sorted order and with one fixed time."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, parts[name])
    return file.getvalue()
