"""Builds the small world that a child sees where a mount namespace is at hand: what may be read, bound read-only, and nothing else.

The root is a tmpfs of ours. Every readable path is mounted at the place where it lies on the host, so that what was imported
before and what is imported later agree; symbolic links on the way are made again. Folders on the way are ours, so that a child
with a user id of its own passes through them even where the host's folder, such as root's home, is closed to it.
"""

from __future__ import annotations

import ctypes
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from workers.kernel import syscall

_MS_NOSUID = 0x2
_MS_NODEV = 0x4
_MS_NOEXEC = 0x8
_MS_BIND = 0x1000
_MS_REC = 0x4000
_MS_PRIVATE = 1 << 18
_MNT_DETACH = 0x2
_AT_FDCWD = -100
_AT_RECURSIVE = 0x8000
_MOUNT_ATTR_RDONLY = 0x1
_MOUNT_ATTR_NOSUID = 0x2

_HOST = Path("/.host")
_PLACES_TO_MOUNT = ("/tmp", "/run", "/mnt", "/var/tmp", "/dev/shm")  # noqa: S108 - covered for a moment, in our namespace only


class _MountAttributes(ctypes.Structure):
    _fields_ = (
        ("set", ctypes.c_uint64),
        ("clear", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("user_namespace", ctypes.c_uint64),
    )


def mount(source: str, target: Path, kind: str | None, flags: int, options: str = "") -> None:
    """Mount a file system, or a part of one.

    Raises:
        OSError: the kernel refuses; names the target.
    """
    try:
        syscall("mount", source.encode(), bytes(target), kind and kind.encode(), flags, options.encode() or None)
    except OSError as error:
        raise OSError(error.errno, f"cannot mount {target}: {error.strerror}") from error


def mount_tmpfs(target: Path, *, size: int, files: int, mode: int, user: int | None = None) -> None:
    """Mount a new, bounded file system in memory; nothing in it can be run or be a device.

    Args:
        target: where; the folder must exist.
        size: bytes that it may hold.
        files: files and folders that it may hold, its own root among them.
        mode: of its root folder.
        user: user and group id that own its root folder; this process's own if None.

    Raises:
        OSError: the kernel refuses.
    """
    options = f"size={size},nr_inodes={files},mode={mode:o}"
    if user is not None:
        options += f",uid={user},gid={user}"
    mount("tmpfs", target, "tmpfs", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC, options)


def enter_new_root(size: int, files: int) -> None:
    """Make a new tmpfs this process's root, and keep the host's beneath it at `/.host`.

    Raises:
        OSError: the kernel refuses.
    """
    mount("none", Path("/"), None, _MS_REC | _MS_PRIVATE)
    place = next((Path(name) for name in _PLACES_TO_MOUNT if Path(name).is_dir()), None)
    if place is None:
        raise OSError(f"none of the folders {', '.join(_PLACES_TO_MOUNT)} exists to mount on")
    mount_tmpfs(place, size=size, files=files, mode=0o755)
    host = place / _HOST.name
    host.mkdir()
    syscall("pivot_root", bytes(place), bytes(host))
    os.chdir("/")


def offer(paths: Iterable[Path]) -> None:
    """Mount each path of the host that exists at the same place in the new root.

    Raises:
        OSError: the kernel refuses a mount.
    """
    offered: set[Path] = set()
    for path in paths:
        _offer(path, offered)


def _offer(path: Path, offered: set[Path]) -> None:
    """Offer one path; what lies inside a folder offered before is there already."""
    place = Path("/")
    parts = path.parts[1:]
    for position, part in enumerate(parts):
        place /= part
        if place in offered:
            return
        original = _HOST / place.relative_to("/")
        if original.is_symlink():
            target = original.readlink()
            if not place.is_symlink():
                place.symlink_to(target)
            _offer(Path(os.path.normpath(place.parent / target)).joinpath(*parts[position + 1 :]), offered)
            return
        if not original.exists():
            return
        if position < len(parts) - 1:
            place.mkdir(exist_ok=True)
    _bind(place, offered)


def _bind(place: Path, offered: set[Path]) -> None:
    original = _HOST / place.relative_to("/")
    if stat.S_ISDIR(original.stat().st_mode):
        place.mkdir(exist_ok=True)
    else:
        place.touch()
    mount(str(original), place, None, _MS_BIND | _MS_REC)
    offered.add(place)


def leave_host() -> None:
    """Let go of the host's file system and make all that is offered read-only.

    Raises:
        OSError: the kernel refuses.
    """
    syscall("umount2", bytes(_HOST), _MNT_DETACH)
    _HOST.rmdir()
    attributes = _MountAttributes(_MOUNT_ATTR_RDONLY | _MOUNT_ATTR_NOSUID)
    reference = ctypes.byref(attributes)
    syscall("mount_setattr", _AT_FDCWD, b"/", _AT_RECURSIVE, reference, ctypes.sizeof(attributes))
