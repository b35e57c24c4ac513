"""A folder to start a new exercise from: it loads, grades and passes most of the gate as it is."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

from grader.errors import ExerciseError

_SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


def write_template(folder: Path, kind: str) -> Path:
    """Make the folder with every file that an exercise of this kind needs; the folder's name is the exercise's.

    Raises:
        ExerciseError: the name cannot be used, the folder is there already, or it cannot be written.
    """
    slug = folder.name
    if not _SLUG.match(slug):
        raise ExerciseError(slug, "", "an exercise is named in small letters, digits and single hyphens")
    if folder.exists():
        raise ExerciseError(str(folder), "", "is there already; choose another name")
    try:
        for name, text in _files(kind).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ExerciseError(str(folder), "", f"cannot be written: {error.strerror}") from error
    return folder


def _files(kind: str) -> dict[str, str]:
    """The template's files by their path inside the folder; here each has ``.txt`` behind its name, for none is code of ours."""
    found: dict[str, str] = {}
    root = resources.files("grader.authoring") / "templates" / kind
    waiting = [(root, "")]
    while waiting:
        place, prefix = waiting.pop()
        for entry in place.iterdir():
            if entry.is_dir():
                waiting.append((entry, f"{prefix}{entry.name}/"))
            else:
                found[f"{prefix}{entry.name.removesuffix('.txt')}"] = entry.read_text(encoding="utf-8")
    return found
