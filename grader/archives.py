"""An exercise folder as one archive: read without ever touching a disk, and written.

Archives come from outside. Names that lead elsewhere, links, devices and encrypted members are refused, and nothing is
unpacked beyond what an exercise may hold, whatever the archive says of its sizes.
"""

from __future__ import annotations

import gzip
import io
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from grader.cleaning import clean_text
from grader.errors import ExerciseError

#: The largest archive, all its files together, one file, and how many files.
ARCHIVE_BYTES = 4 << 20
TOTAL_BYTES = 16 << 20
FILE_BYTES = 1 << 18
FILES = 400

_MANIFEST = "exercise.toml"
_GZIP_MAGIC = b"\x1f\x8b"
_ZIP_MAGIC = b"PK\x03\x04"
_TAR_MAGIC_AT = 257
_STEP_BYTES = 1 << 16
#: What the formats' readers raise on bytes that are no archive.
_BROKEN = (
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    gzip.BadGzipFile,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    OSError,
)
#: The instant that every packed file carries, so that the same files make the same archive.
_PACKED_AT = (1980, 1, 1, 0, 0, 0)


def unpack(data: bytes) -> dict[str, bytes]:
    """The files of an exercise folder, packed as zip, tar or tar.gz: path inside the folder -> content.

    The files may lie at the top of the archive or in one folder.

    Raises:
        ExerciseError: it is no such archive, is too large, or holds what no exercise folder holds.
    """
    if len(data) > ARCHIVE_BYTES:
        raise _refused("", f"the archive is larger than {ARCHIVE_BYTES} bytes")
    try:
        members = _zip_members(data) if data.startswith(_ZIP_MAGIC) else _tar_members(data)
        files = _collect(members)
    except _BROKEN as error:
        raise _refused("", "the archive cannot be read: send a zip, tar or tar.gz of the exercise folder") from error
    return _without_folder(files)


def pack(slug: str, files: Mapping[str, bytes]) -> bytes:
    """The files of an exercise as a zip with one folder in it; the same files give the same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(f"{slug}/{path}", _PACKED_AT), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _refused(name: str, problem: str) -> ExerciseError:
    return ExerciseError(clean_text(name, 200) or "archive", "", problem)


def _collect(members: Iterator[tuple[str, bytes]]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    total = 0
    for name, content in members:
        total += len(content)
        if len(files) >= FILES or total > TOTAL_BYTES:
            raise _refused("", f"an exercise has at most {FILES} files and {TOTAL_BYTES} bytes")
        if name in files:
            raise _refused(name, "is in the archive twice")
        files[name] = content
    return files


def _zip_members(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            name = _safe_name(member.filename)
            if member.is_dir():
                continue
            # Some programs write permissions without a file type, some nothing at all.
            if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG):
                raise _refused(name, "must be a plain file, no link")
            with archive.open(member) as file:
                yield name, _bounded(name, file.read(FILE_BYTES + 1))


def _tar_members(data: bytes) -> Iterator[tuple[str, bytes]]:
    plain = _gunzip(data) if data.startswith(_GZIP_MAGIC) else data
    if plain[_TAR_MAGIC_AT : _TAR_MAGIC_AT + 5] != b"ustar":
        raise _refused("", "the archive cannot be read: send a zip, tar or tar.gz of the exercise folder")
    with tarfile.open(fileobj=io.BytesIO(plain), mode="r:") as archive:
        for member in archive:
            name = _safe_name(member.name)
            if member.isdir():
                continue
            if not member.isreg() or member.issparse():
                raise _refused(name, "must be a plain file, no link")
            file = archive.extractfile(member)
            yield name, _bounded(name, file.read(FILE_BYTES + 1) if file is not None else b"")


def _bounded(name: str, content: bytes) -> bytes:
    if len(content) > FILE_BYTES:
        raise _refused(name, f"is larger than {FILE_BYTES} bytes")
    return content


def _gunzip(data: bytes) -> bytes:
    """Unpack no more than an exercise may hold, in steps, so that a small archive cannot fill the memory."""
    # Beside the files' own bytes, tar has headers and padding for each.
    most = TOTAL_BYTES + FILES * 4096
    reader = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    parts: list[bytes] = []
    size = 0
    rest = data
    while not reader.eof:
        part = reader.decompress(rest, _STEP_BYTES)
        rest = reader.unconsumed_tail
        if not part and not rest:
            raise EOFError
        size += len(part)
        if size > most:
            raise _refused("", f"unpacked, the archive is larger than {TOTAL_BYTES} bytes")
        parts.append(part)
    return b"".join(parts)


def _safe_name(name: str) -> str:
    """The path of a member inside the archive.

    Raises:
        ExerciseError: it leads out of the folder, or is no plain path.
    """
    parts = [part for part in name.split("/") if part not in ("", ".")]
    leads_elsewhere = name.startswith("/") or ".." in parts or "\\" in name or ":" in name
    if leads_elsewhere or name != clean_text(name):
        raise _refused(name, "leads out of the exercise folder, or is no plain path")
    return "/".join(parts)


def _without_folder(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same files without the one folder that they all lie in, if the exercise's own file is not at the top."""
    tops = {name.partition("/")[0] for name in files}
    if _MANIFEST in files or len(tops) != 1:
        return dict(files)
    return {inner: content for name, content in files.items() if (inner := name.partition("/")[2])}
