"""Files of office programs, which are zip archives, the same on every run."""

import io
from datetime import UTC, datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MADE = datetime(1980, 1, 1, tzinfo=UTC)
"""The first day that an archive can name: no day is told."""


def packed_again(content: bytes) -> bytes:
    """Pack an archive with no time of day in it, so that equal papers are equal."""
    again = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as before, ZipFile(again, "w") as after:
        for name in before.namelist():
            part = ZipInfo(name, date_time=MADE.timetuple()[:6])
            part.compress_type = ZIP_DEFLATED
            after.writestr(part, before.read(name))
    return again.getvalue()
