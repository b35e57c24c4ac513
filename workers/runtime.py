"""What a run depends on beside its job: the interpreter, the libraries that programs may import, and our own code around them.

Put into one word it tells whether what a program showed once is what it would show now.
"""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path

_OWN_PACKAGES = ("__main__", "grader", "workers")
_OWN_DISTRIBUTION = "torchgrader-"
_DISTRIBUTION_ENDINGS = (".dist-info", ".egg-info")
_OF_THIS_START = ("HOME", "MPLCONFIGDIR", "TMPDIR")
_LETTERS = 16


def fingerprint() -> str:
    """The word for this process: 16 hexadecimal digits, the same wherever nothing of all that differs.

    Its environment counts, but for folders that have another name at each start. Of our own code those modules count that are
    loaded by now, by their text; our version does not, nor does where anything lies.
    """
    import hashlib  # torch has loaded it by now; sooner, it would lie where children write to

    around = (f"{name}={value}" for name, value in os.environ.items() if name not in _OF_THIS_START)
    parts = [sys.version, platform.machine(), *sorted(around), *sorted(set(_distributions()))]
    digest = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape"))
    for text in sorted(_own_texts()):
        digest.update(text)
    return digest.hexdigest()[:_LETTERS]


def _distributions() -> list[str]:
    """What is installed where this interpreter imports from, as `name-version.dist-info`."""
    folders = [folder for folder in map(Path, sys.path) if folder.is_dir()]
    names = (entry.name for folder in folders for entry in folder.iterdir())
    return [name for name in names if name.endswith(_DISTRIBUTION_ENDINGS) and not name.startswith(_OWN_DISTRIBUTION)]


def _own_texts() -> list[bytes]:
    """The text of each of our modules that is loaded."""
    ours = [module for name, module in sys.modules.items() if name.partition(".")[0] in _OWN_PACKAGES]
    files = {file for module in ours if (file := getattr(module, "__file__", None))}
    return [Path(file).read_bytes() for file in files]
