"""The whole negotiation as a folder, packed: what this seat reads of it, file by file, as the folder has it."""

from __future__ import annotations

import io
import zipfile

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from commonground_web.shown.failures import answered


@answered
@require_safe
def whole(request: HttpRequest) -> FileResponse:
    """A zip file with one folder in it, which every command reads and `set-up` puts into a database. Drafts are in none.

    Where the pages stand on a caucus's own roster, its people are in it, and its name says so.
    """
    folder = request.desk.folder.resolve()
    name, called = folder.name, request.desk.name if request.desk.is_own_roster else folder.name
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.resolve().is_relative_to(folder):
                archive.write(path, f"{name}/{path.relative_to(folder).as_posix()}")
    packed.seek(0)
    return FileResponse(packed, as_attachment=True, filename=f"{called}.zip", content_type="application/zip")
