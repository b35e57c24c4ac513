"""Which files a learner's program may read: found once, before confinement, from what is installed.

The interpreter's standard library is listed entry by entry, because a `site-packages` may lie inside it; packages are listed by
the name of their distribution, because our own package, the exercises and everybody else's code lie beside them.
"""

from __future__ import annotations

import importlib.metadata
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
from pathlib import Path

DISTRIBUTIONS = (
    *(
        "torch",
        "torchvision",
        "torchmetrics",
        "numpy",
        "scipy",
        "pandas",
        "matplotlib",
        "sympy",
        "tqdm",
        "einops",
        "opt_einsum",
    ),
    # what those need
    *("mpmath", "networkx", "jinja2", "markupsafe", "fsspec", "filelock", "typing_extensions", "setuptools", "pillow"),
    *(
        "python-dateutil",
        "six",
        "packaging",
        "pyparsing",
        "cycler",
        "kiwisolver",
        "contourpy",
        "fonttools",
        "tzdata",
        "pytz",
    ),
)
"""Distributions whose packages a program may import where they are installed: torch, what lessons use, and what those need."""

_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
_SYSTEM = (
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/usr/share/zoneinfo",
    "/usr/share/fonts",
    "/sys/devices/system/cpu/online",
)
_LIBRARY_FOLDERS = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib")
_OUR_FOLDERS = tuple(Path(__file__).resolve().parent.parent / name for name in ("grader", "workers"))
_FOREIGN = frozenset({"site-packages", "dist-packages", "__pycache__"})


def _standard_library() -> Iterator[Path]:
    """Entries of the standard library's folders, without the packages that others install inside them."""
    for folder in sorted({Path(sysconfig.get_path("stdlib")), Path(sysconfig.get_path("platstdlib"))}):
        if folder.is_dir():
            yield from (entry for entry in sorted(folder.iterdir()) if entry.name not in _FOREIGN)
    yield from (Path(entry) for entry in sys.path if entry.endswith(".zip"))


def _top_names(distribution: importlib.metadata.Distribution) -> set[str]:
    """What a distribution put directly into the folder it is installed in; of the shared `__pycache__`, its own files."""
    record = distribution.read_text("RECORD") or ""
    files = [line.split(",", 1)[0].strip('"') for line in record.splitlines()]
    names = {file if file.startswith("__pycache__/") else file.split("/", 1)[0] for file in files}
    if not names:
        names = set((distribution.read_text("top_level.txt") or "").split())
        names |= {f"{name}.py" for name in names}
    return names - {"", ".."}


def packages() -> dict[Path, set[str]]:
    """Allowed entries of each folder of installed packages: folder to names of files and folders in it."""
    allowed: dict[Path, set[str]] = {}
    for name in DISTRIBUTIONS:
        try:
            distribution = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        folder = Path(str(distribution.locate_file("")))
        allowed.setdefault(folder, set()).update(_top_names(distribution))
    return allowed


def _libraries() -> Iterator[Path]:
    """Shared libraries that an extension module may still have to load.

    A folder that may also hold Python code is not allowed as a whole, only its libraries.
    """
    triplet = sysconfig.get_config_var("MULTIARCH") or ""
    folders = {Path(folder).resolve() for folder in (*_LIBRARY_FOLDERS, f"{sys.base_prefix}/lib", f"{sys.prefix}/lib")}
    own_folders = {folder / triplet for folder in folders if triplet and (folder / triplet).is_dir()}
    yield from sorted(own_folders)
    for folder in sorted(folder for folder in folders if folder.is_dir()):
        yield from (entry for entry in sorted(folder.iterdir()) if ".so" in entry.name and entry.is_file())


def readable_paths() -> list[Path]:
    """Everything that a learner's program may read, without repetition; not all of it need exist."""
    listed = [*map(Path, (*_DEVICES, *_SYSTEM)), *_standard_library(), *_libraries()]
    listed += [folder / name for folder, names in packages().items() for name in sorted(names)]
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
    for entry in sys.path:
        folder = Path(entry)
        if folder.is_dir():
            listed = (
                allowed.get(folder, set()) if folder.name in _FOREIGN else {found.name for found in folder.iterdir()}
            )
            sys.path_importer_cache[entry] = _ListedFinder(entry, listed)


def forget_own_folders() -> None:
    """Drop what the importers remember of our own folders: no program need know what lies there, by name either."""
    for entry in list(sys.path_importer_cache):
        if any(Path(entry).is_relative_to(folder) for folder in _OUR_FOLDERS):
            del sys.path_importer_cache[entry]
