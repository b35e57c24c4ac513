"""Which files a learner's program may read: found once, before confinement, from what is installed.

The interpreter's standard library is listed entry by entry, because a `site-packages` may lie inside it; packages are listed by
the name of their distribution, because our own package, the exercises and everybody else's code lie beside them.
"""

from __future__ import annotations

import importlib.metadata
import os
import sys
import sysconfig
from collections.abc import Iterator
from importlib.machinery import (
    BYTECODE_SUFFIXES,
    EXTENSION_SUFFIXES,
    SOURCE_SUFFIXES,
    ExtensionFileLoader,
    FileFinder,
    SourceFileLoader,
    SourcelessFileLoader,
)

DISTRIBUTIONS = """
    torch numpy matplotlib sympy mpmath tqdm networkx jinja2 markupsafe fsspec filelock typing_extensions setuptools
    pillow python-dateutil six packaging pyparsing cycler kiwisolver contourpy fonttools tzdata scipy pandas
    torchvision torchmetrics einops opt_einsum
""".split()
"""Distributions whose packages a program may import where they are installed: torch, what it needs, and what lessons use."""

_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
_SYSTEM_FILES = (
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/usr/share/zoneinfo",
    "/usr/share/fonts",
    "/sys/devices/system/cpu/online",
)
_LIBRARY_FOLDERS = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib")
_FOREIGN = ("site-packages", "dist-packages", "__pycache__")


def _standard_library() -> Iterator[str]:
    """Entries of the standard library's folders, without the packages that others install inside them."""
    folders = {sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")}
    for folder in sorted(folders):
        if os.path.isdir(folder):
            yield from (os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name not in _FOREIGN)
    yield from (entry for entry in sys.path if entry.endswith(".zip"))


def _top_names(distribution: importlib.metadata.Distribution) -> set[str]:
    """First path components of a distribution's files, relative to the folder that it is installed in."""
    record = distribution.read_text("RECORD") or ""
    names = {line.split(",", 1)[0].strip('"').split("/", 1)[0] for line in record.splitlines()}
    if not names:
        names = set((distribution.read_text("top_level.txt") or "").split())
        names |= {f"{name}.py" for name in names}
    return names - {"", "..", "__pycache__"}


def packages() -> dict[str, set[str]]:
    """Allowed entries of each folder of installed packages: folder to names of files and folders in it."""
    allowed: dict[str, set[str]] = {}
    for name in DISTRIBUTIONS:
        try:
            distribution = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        folder = str(distribution.locate_file(""))
        allowed.setdefault(folder, set()).update(_top_names(distribution))
    return allowed


def _libraries() -> Iterator[str]:
    """Shared libraries that an extension module may still have to load.

    A folder that also holds Python code is not allowed as a whole, only its libraries.
    """
    triplet = sysconfig.get_config_var("MULTIARCH") or ""
    prefixes = {os.path.join(sys.base_prefix, "lib"), os.path.join(sys.prefix, "lib")}
    folders = {os.path.realpath(folder) for folder in (*_LIBRARY_FOLDERS, *prefixes)}
    folders |= {os.path.realpath(os.path.join(folder, triplet)) for folder in _LIBRARY_FOLDERS if triplet}
    for folder in sorted(folder for folder in folders if os.path.isdir(folder)):
        if triplet and os.path.basename(folder) == triplet:
            yield folder
        else:
            yield from (entry.path for entry in os.scandir(folder) if ".so" in entry.name and entry.is_file())


def readable_paths() -> list[str]:
    """Everything that a learner's program may read, without repetition; not all of it need exist."""
    listed = [*_DEVICES, *_SYSTEM_FILES, *_standard_library(), *_libraries()]
    for folder, names in packages().items():
        listed += [os.path.join(folder, name) for name in sorted(names)]
    return list(dict.fromkeys(listed))


class _ListedFinder(FileFinder):
    """A file finder whose folder may no longer be listed: it knows the names from before.

    Args:
        folder: where it looks.
        names: what it may find there.
    """

    def __init__(self, folder: str, names: set[str]) -> None:
        super().__init__(
            folder,
            (ExtensionFileLoader, EXTENSION_SUFFIXES),
            (SourceFileLoader, SOURCE_SUFFIXES),
            (SourcelessFileLoader, BYTECODE_SUFFIXES),
        )
        self._path_cache = names

    def _fill_cache(self) -> None:
        """Called where the finder would list its folder again: after a change there, or when caches are invalidated."""


def keep_importable() -> None:
    """Let modules not yet imported be found after the folders they lie in can no longer be listed.

    The standard finder takes a folder that it may not list for an empty one as soon as its cached listing is stale.
    """
    allowed = packages()
    for folder in sys.path:
        if not os.path.isdir(folder):
            continue
        names = allowed.get(folder, set()) if os.path.basename(folder) in _FOREIGN else set(os.listdir(folder))
        sys.path_importer_cache[folder] = _ListedFinder(folder, names)
