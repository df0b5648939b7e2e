"""Uploads: a file that is larger than any payroll is not taken in, however it is sent."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

MOST_BYTES = 50_000_000
LARGEST_REQUEST = 60_000_000  # bytes: what a server does not even read to its end


class Bounded(TemporaryFileUploadHandler):
    """A file goes to a temporary one of its own; past the limit nothing is kept of it."""

    def new_file(self, *parts: Any, **named: Any) -> None:
        """A file begins."""
        super().new_file(*parts, **named)
        self._bytes = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> Any:
        """A piece of it; past the limit the rest is read and thrown away."""
        self._bytes += len(raw_data)
        if self._bytes > MOST_BYTES:
            raise StopUpload(connection_reset=False)
        return super().receive_data_chunk(raw_data, start)
