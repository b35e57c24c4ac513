"""Seats: what one child at a time has for itself - a user id, a scratch folder, a Landlock domain that fits the folder.

There are as many seats as children may live at once. A scratch folder is a small file system in memory, bounded in bytes and in
files; it is emptied by the fork server when its child is gone, before the seat is given to the next.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from workers import landlock, root
from workers.descriptors import move_up
from workers.namespaces import Crossing

SCRATCH = Path("/scratch")
SCRATCH_BYTES = 16 << 20
SCRATCH_FILES = 256


@dataclass(frozen=True)
class Seat:
    """What one child has for itself.

    Attributes:
        number: which seat it is.
        user: the user and group id that it takes, or None to keep the fork server's.
        folder: where it may write, and its working folder; None if there is none.
        enter_domain: puts the child in a Landlock domain of its own; None where the kernel has nothing to offer for it.
        crossing: leads to the process-id namespace that its child is forked into; None if that is the fork server's.
    """

    number: int
    user: int | None
    folder: str | None
    enter_domain: Callable[[], None] | None
    crossing: Crossing | None


def mount_scratch(count: int, users: Sequence[int]) -> None:
    """Mount the scratch folders of `count` seats in a new root.

    Raises:
        OSError: the kernel refuses.
    """
    for number in range(count):
        user = users[number] if users else None
        root.mount_tmpfs(SCRATCH / str(number), size=SCRATCH_BYTES, files=SCRATCH_FILES, mode=0o700, user=user)


def make_seats(
    count: int, *, users: Sequence[int], scratch: bool, crossings: Sequence[Crossing], version: int
) -> list[Seat]:
    """Prepare seats, after the scratch folders are mounted and before the fork server confines itself.

    Args:
        count: how many.
        users: a user id for each; empty if children keep the fork server's.
        scratch: whether there are scratch folders.
        crossings: one for each; empty if children stay in the fork server's process-id namespace.
        version: the Landlock ABI.

    Raises:
        OSError: the kernel refuses a domain's rules.
    """
    seats = []
    for number in range(count):
        folder = SCRATCH / str(number) if scratch else None
        user = users[number] if users else None
        crossing = crossings[number] if crossings else None
        place = None if folder is None else str(folder)  # a child would copy pages for what a path does to become text
        seats.append(Seat(number, user, place, _domain(folder, version), crossing))
    return seats


def _domain(folder: Path | None, version: int) -> Callable[[], None] | None:
    """A prepared call that puts the caller in a domain of its own: no signal leaves it, and no write but to its own folder."""
    if folder is None and not landlock.has_scopes(version):
        return None
    rules = landlock.Ruleset(version, rights=landlock.handled_rights(version) if folder else 0, scoped=True)
    rules.descriptor = move_up(rules.descriptor)
    if folder is not None:
        for entry in Path("/").iterdir():
            if entry != SCRATCH and not entry.is_symlink():
                rules.allow(entry, landlock.READ)
        rules.allow(Path(os.devnull), landlock.READ | landlock.WRITE_FILE)
        rules.allow(folder, landlock.SCRATCH)
    return rules.enforcing()


def clear(seat: Seat) -> None:
    """Empty a seat's scratch folder; its child is gone, so nothing in it moves any more.

    Raises:
        OSError: something in it resists; the seat must not be used again.
    """
    if seat.folder is None:
        return
    os.chdir(seat.folder)
    try:
        _clear_here()
    finally:
        os.chdir("/")


def _clear_here() -> None:
    """Remove everything in the working folder. Going in and out needs no open folder and no path per level, however deep it is."""
    with os.scandir(b".") as entries:
        found = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
    for name, is_folder in found:
        if is_folder:
            os.chdir(name)
            _clear_here()
            os.chdir(b"..")
            os.rmdir(name)  # noqa: PTH106 - the name is bytes, and may be no text
        else:
            os.unlink(name)  # noqa: PTH108 - as above
