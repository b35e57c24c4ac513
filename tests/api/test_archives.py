"""Exercise folders as archives: what is read, and what is refused."""

from __future__ import annotations

import gzip
import io
import shutil
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.archives import ARCHIVE_BYTES, FILE_BYTES, FILES, TOTAL_BYTES, pack, unpack
from grader.errors import ExerciseError
from grader.exercise import Exercise, load_exercise

Member = tuple[str, bytes]


def zipped(*members: Member) -> bytes:
    """Pack members as a zip, names as they are."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return written.getvalue()


def tarred(*members: Member) -> bytes:
    """Pack members as a tar, names as they are."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        for name, content in members:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return written.getvalue()


def targzipped(*members: Member) -> bytes:
    """Pack members as a compressed tar."""
    return gzip.compress(tarred(*members))


PACKERS = pytest.mark.parametrize("packed", [zipped, tarred, targzipped])
Packer = Callable[..., bytes]


@PACKERS
@pytest.mark.parametrize("folder", ["", "detach/", "./", "./detach/"])
def test_an_exercise_folder_is_read(packed: Packer, folder: str) -> None:
    """Files are found at the top of the archive or in one folder, whichever way it was packed."""
    members = [(f"{folder}exercise.toml", b"a"), (f"{folder}submissions/accepted/one.py", b"b")]
    assert unpack(packed(*members)) == {"exercise.toml": b"a", "submissions/accepted/one.py": b"b"}


def test_what_the_usual_programs_pack_is_read(exercises_dir: Path, tmp_path: Path) -> None:
    """A folder packed by Python's own archiver comes back as the same exercise."""
    original = load_exercise(exercises_dir / "detach")
    for kind in ("zip", "tar", "gztar"):
        path = shutil.make_archive(str(tmp_path / kind), kind, root_dir=exercises_dir, base_dir="detach")
        again = Exercise.from_files("detach", unpack(Path(path).read_bytes()))
        assert again.version == original.version


def test_packing_and_unpacking_are_inverse(exercises_dir: Path) -> None:
    """What is downloaded can be published again, and the same files always make the same bytes."""
    files = dict(load_exercise(exercises_dir / "detach").files)
    packed = pack("detach", files)
    assert unpack(packed) == files
    assert pack("detach", dict(reversed(files.items()))) == packed


@PACKERS
@pytest.mark.parametrize(
    "name",
    [
        "../exercise.toml",
        "detach/../../exercise.toml",
        "/etc/passwd",
        "..",
        "a/..",
        "..\\exercise.toml",
        "C:/exercise.toml",
        "C:\\exercise.toml",
        "a\x1b[31m.py",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(packed: Packer, name: str) -> None:
    """One name that leads out of the folder, or is no plain path, refuses the whole archive."""
    with pytest.raises(ExerciseError):
        unpack(packed(("exercise.toml", b""), (name, b"")))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_a_tar_with_links_or_devices_is_refused(kind: bytes) -> None:
    """An archive holds plain files only."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        entry = tarfile.TarInfo("exercise.toml")
        entry.type = kind
        entry.linkname = "/etc/passwd"
        archive.addfile(entry)
    with pytest.raises(ExerciseError, match="plain file"):
        unpack(written.getvalue())


def test_a_zip_with_a_link_is_refused() -> None:
    """A zip marks links in its attributes; they are refused as well."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        entry = zipfile.ZipInfo("exercise.toml")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    with pytest.raises(ExerciseError, match="plain file"):
        unpack(written.getvalue())


@PACKERS
def test_a_file_that_is_too_large_is_refused(packed: Packer) -> None:
    """A file larger than an exercise's may be is refused, and one at the limit is not."""
    assert len(unpack(packed(("exercise.toml", b"a" * FILE_BYTES)))["exercise.toml"]) == FILE_BYTES
    with pytest.raises(ExerciseError, match="larger"):
        unpack(packed(("exercise.toml", b"a" * (FILE_BYTES + 1))))


@PACKERS
def test_too_many_files_are_refused(packed: Packer) -> None:
    """An archive of more files than an exercise may have is refused."""
    with pytest.raises(ExerciseError, match="at most"):
        unpack(packed(*((f"{number}.py", b"") for number in range(FILES + 1))))


@PACKERS
def test_too_much_in_all_is_refused(packed: Packer) -> None:
    """Many files of a fair size are too much together."""
    count = TOTAL_BYTES // FILE_BYTES + 1
    data = packed(*((f"{number}.py", b"a" * FILE_BYTES) for number in range(count)))
    with pytest.raises(ExerciseError, match=r"larger|at most"):
        unpack(data)


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small archive of many gigabytes is given up after a few steps."""
    steps = 0
    real = zlib.decompressobj

    class Counting:
        def __init__(self, wbits: int) -> None:
            self._inner: Any = real(wbits=wbits)

        def decompress(self, data: bytes, most: int) -> bytes:
            nonlocal steps
            steps += 1
            assert most
            unpacked: bytes = self._inner.decompress(data, most)
            return unpacked

        unconsumed_tail = property(lambda self: self._inner.unconsumed_tail)
        eof = property(lambda self: self._inner.eof)

    monkeypatch.setattr(zlib, "decompressobj", Counting)
    bomb = gzip.compress(b"\0" * (256 << 20), 1)
    assert len(bomb) < ARCHIVE_BYTES
    with pytest.raises(ExerciseError, match="unpacked"):
        unpack(bomb)
    assert steps < 400


def test_a_zip_that_lies_about_sizes_is_not_believed() -> None:
    """A member that says it is small and is not is refused, whatever its header says."""
    data = bytearray(zipped(("exercise.toml", b"\0" * (8 << 20))))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(signature) + offset
        data[at : at + 4] = struct.pack("<I", 10)
    with pytest.raises(ExerciseError):
        unpack(bytes(data))


def test_an_encrypted_zip_is_refused() -> None:
    """A member that needs a password cannot be read."""
    data = bytearray(zipped(("exercise.toml", b"secret")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    with pytest.raises(ExerciseError, match="cannot be read"):
        unpack(bytes(data))


def test_the_same_name_twice_is_refused() -> None:
    """Two files of one name would leave open which of them counts."""
    with pytest.raises(ExerciseError, match="twice"):
        unpack(tarred(("exercise.toml", b"a"), ("./exercise.toml", b"b")))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"PK\x03\x04",
        b"PK\x05\x06" + b"\0" * 18,
        b"\x1f\x8b",
        gzip.compress(b""),
        gzip.compress(b"no tar"),
        gzip.compress(tarred(("exercise.toml", b"a")))[:-20],
        b"\0" * 10240,
        b"#!/bin/sh\n",
    ],
    ids=str.split("empty zip-start zip-local zip-empty gzip-start gzip-empty gzip-text gzip-cut zeros script"),
)
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    """Bytes that are no archive are an error that says what to send."""
    with pytest.raises(ExerciseError, match="cannot be read"):
        unpack(data)


def test_a_large_archive_is_not_looked_at() -> None:
    """An archive over the limit is refused for its size alone."""
    with pytest.raises(ExerciseError, match="larger than"):
        unpack(b"\0" * (ARCHIVE_BYTES + 1))


@given(st.binary(max_size=2000), st.sampled_from([b"PK\x03\x04", b"\x1f\x8b\x08\x00", b""]), st.integers(0, 600))
def test_no_bytes_break_the_reader(noise: bytes, magic: bytes, at: int) -> None:
    """Any bytes are read as an archive or refused as none."""
    whole = bytearray(tarred(("exercise.toml", b"a" * 50)))
    whole[at : at + len(noise)] = noise
    for data in (magic + noise, bytes(whole), gzip.compress(bytes(whole))):
        try:
            unpack(data)
        except ExerciseError:
            continue
