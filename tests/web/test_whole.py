"""The whole folder as a ZIP file: unpacked, it is the folder, byte for byte."""

from __future__ import annotations

import io
import zipfile


def test_the_packed_folder_is_the_folder(client, meadowbrook, tmp_path):
    answer = client.get("/folder.zip")

    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as packed:
        packed.extractall(tmp_path)
    there = {str(path.relative_to(meadowbrook.folder)) for path in meadowbrook.folder.rglob("*") if path.is_file()}
    assert answer["Content-Disposition"] == 'attachment; filename="meadowbrook.zip"'
    assert {str(path.relative_to(tmp_path / "meadowbrook")) for path in tmp_path.rglob("*") if path.is_file()} == there
    assert all(
        (tmp_path / "meadowbrook" / name).read_bytes() == (meadowbrook.folder / name).read_bytes() for name in there
    )
    assert client.get("/").content.count(b"/folder.zip") == 1
