"""Exercise packages: a folder of text files, loaded whole and validated, identified by what is in it.

    exercise.toml            data only (see `exercise_format`)
    statement.<locale>.md    what the learner reads; the first line is ``# Title``
    starter.py               what the learner starts from
    reference.py             the solution
    scenario.py              only for scenario exercises
    submissions/accepted/*.py, submissions/rejected/*.py   proofs

The **version** of an exercise is the SHA-256 of these files with newlines normalised; its **grading hash** covers only what
can change a verdict, so that a typo mended in a statement asks for no regrade.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from grader.errors import ExerciseError, GraderError, UnknownExerciseError
from grader.exercise_format import DEVICES, ExerciseSpec

LOCALES = ("en", "de", "zh", "tr")
_FILE_BYTES = 1 << 18
_FILES = 400
_LIKENESS_OF_NAMES = 0.5
_FIXED_FILES = ("exercise.toml", "starter.py", "reference.py")
_PROOF = re.compile(r"^submissions/(accepted|rejected)/[A-Za-z0-9_.-]+\.py$")
_STATEMENT = re.compile(r"^statement\.([a-z]{2})\.md$")
_DIAGNOSIS_LINE = re.compile(rb"#\s*diagnosis:\s*([a-z_0-9]+)")
_TELLS_NO_VERDICT: Any = {
    "tags": True,
    "equivalent": True,
    "fits": True,
    "check": {"__all__": {"means", "if_hold", "by"}},
}
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SLUG_CHARACTERS = 80
_SHOWN_CHARACTERS = 80


@dataclass(frozen=True)
class Proof:
    """A proof submission: its file inside the folder, its bytes, and for a rejected one the diagnosis it must get."""

    file: str
    source: bytes = field(repr=False)
    accepted: bool
    diagnosis: str = ""


@dataclass(frozen=True)
class Exercise:
    """One version of one exercise, whole: everything that grading it needs."""

    slug: str
    spec: ExerciseSpec = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)
    version: str
    grading_hash: str = field(repr=False)
    statements: Mapping[str, str] = field(repr=False)
    proofs: tuple[Proof, ...] = field(repr=False)

    @classmethod
    def from_files(cls, slug: str, files: Mapping[str, bytes]) -> Exercise:
        """Validate an exercise's files, given by their path inside the folder.

        Raises:
            ExerciseError: names the file, the key in it, and what was expected.
        """
        if not _SLUG.fullmatch(slug) or len(slug) > _SLUG_CHARACTERS:
            problem = (
                f"an exercise's folder is named in at most {_SLUG_CHARACTERS} small letters, digits and single hyphens"
            )
            raise ExerciseError(slug, "", problem)
        kept = {name: _normalised(data) for name, data in sorted(files.items()) if _belongs(name)}
        for name in _FIXED_FILES:
            if name not in kept:
                raise ExerciseError(name, "", "the file is missing; every exercise needs it")
        _decoded("starter.py", kept["starter.py"])
        spec = _read_spec(kept["exercise.toml"])
        if spec.kind == "scenario" and "scenario.py" not in kept:
            raise ExerciseError("scenario.py", "", "the file is missing; an exercise of kind scenario needs it")
        statements = _statements(kept)
        return cls(
            slug=slug,
            spec=spec,
            files=kept,
            version=f"sha256:{_digest(kept)}",
            grading_hash=_grading_hash(spec, kept),
            statements=statements,
            proofs=tuple(_proofs(kept)),
        )

    @property
    def reference(self) -> bytes:
        """The reference solution's source."""
        return self.files["reference.py"]

    @property
    def scenario(self) -> bytes | None:
        """The scenario's source, None for script exercises."""
        return self.files.get("scenario.py") if self.spec.kind == "scenario" else None

    @cached_property
    def inputs_hash(self) -> str:
        """SHA-256 over what hidden inputs are drawn from: another tolerance or weight leaves every variant as it was."""
        given = {name: table.model_dump(mode="json") for name, table in self.spec.given.items()}
        pool = json.dumps([given, self.spec.variants], sort_keys=True).encode()
        return f"sha256:{_digest({'pool': pool, 'reference.py': self.reference, 'scenario.py': self.scenario or b''})}"

    @property
    def has_derivatives(self) -> bool:
        """Whether the scenario can differentiate a program's own forward."""
        return re.search(rb"^def derivatives\(", self.scenario or b"", re.MULTILINE) is not None

    def require_device(self, device: str) -> None:
        """See that programs of this exercise may run on a device. Raises `GraderError` that names those it lists."""
        if device not in self.spec.devices:
            raise GraderError(not_for(self.slug, device, self.spec.devices))

    @property
    def starter(self) -> str:
        """What the learner starts from."""
        return self.files["starter.py"].decode("utf-8")

    def title(self, locale: str = "en") -> str:
        """The statement's first line, in English where the locale is missing."""
        text = self.statements.get(locale) or self.statements["en"]
        return text.splitlines()[0].removeprefix("#").strip()


def not_for(slug: str, device: str, listed: Sequence[str]) -> str:
    """Say that an exercise is not for a device, and for which it is."""
    return f"{slug} is not for {device}: it lists {', '.join(listed)}"


def listed_devices(toml: bytes) -> tuple[str, ...]:
    """The devices that an ``exercise.toml`` lists, whatever else is in it.

    Where it cannot be read no device is ruled out: that grading cannot begin is for grading to say.
    """
    try:
        table = tomllib.loads(toml.decode("utf-8"))
    except (ValueError, RecursionError):
        table = {}
    listed = table.get("devices")
    return tuple(map(str, listed)) if isinstance(listed, list) and listed else DEVICES


def load_exercise(folder: Path) -> Exercise:
    """Read an exercise folder.

    Raises:
        ExerciseError: a file is missing, unreadable, too large, or breaks the format; the message names file and key.
    """
    if not folder.is_dir():
        raise ExerciseError(folder.name, "", "there is no such exercise folder")
    files: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not _belongs(name):
            continue
        if path.is_symlink() or not path.is_file():
            raise ExerciseError(name, "", "must be a plain file, no link")
        if path.stat().st_size > _FILE_BYTES:
            raise ExerciseError(name, "", f"is larger than {_FILE_BYTES} bytes")
        try:
            files[name] = path.read_bytes()
        except OSError as error:
            raise ExerciseError(name, "", f"cannot be read: {error.strerror}") from error
        if len(files) > _FILES:
            raise ExerciseError(folder.name, "", f"holds more than {_FILES} files")
    return Exercise.from_files(folder.name if folder.name.strip(".") else folder.resolve().name, files)


class ExerciseCatalog:
    """The exercises of one folder, by slug; each is loaded when it is first asked for."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._loaded: dict[str, Exercise] = {}

    def slugs(self) -> list[str]:
        """Every folder that holds an ``exercise.toml``, sorted."""
        if not self._root.is_dir():
            return []
        return sorted(each.parent.name for each in self._root.glob("*/exercise.toml"))

    def get(self, slug: str) -> Exercise:
        """The exercise of that name. Raises `UnknownExerciseError`, or `ExerciseError` if it is broken."""
        if slug not in self._loaded:
            known = self.slugs()
            if slug not in known:
                near = difflib.get_close_matches(slug, known, cutoff=_LIKENESS_OF_NAMES)
                raise UnknownExerciseError(slug, near, len(known))
            self._loaded[slug] = load_exercise(self._root / slug)
        return self._loaded[slug]


def _belongs(name: str) -> bool:
    return name in (*_FIXED_FILES, "scenario.py") or bool(_PROOF.match(name) or _STATEMENT.match(name))


def _normalised(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _digest(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(f"{len(name)}:{name}:{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()


def _grading_hash(spec: ExerciseSpec, files: Mapping[str, bytes]) -> str:
    rules = json.dumps(spec.model_dump(mode="json", exclude=_TELLS_NO_VERDICT), sort_keys=True).encode()
    judged = {name: data for name, data in files.items() if name in ("reference.py", "scenario.py")}
    return f"sha256:{_digest({**judged, 'rules': rules})}"


def _read_spec(data: bytes) -> ExerciseSpec:
    try:
        table = tomllib.loads(_decoded("exercise.toml", data))
    except (ValueError, RecursionError) as error:
        raise ExerciseError("exercise.toml", "", f"is no valid TOML: {_shortened(error)}") from error
    try:
        # By way of JSON, where strict means what it says: an array is an array, and true is no 1.
        return ExerciseSpec.model_validate_json(json.dumps(table, default=str))
    except ValidationError as error:
        raise _first_problem(error) from error


def _decoded(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ExerciseError(name, "", "must be UTF-8 text") from error


def _first_problem(error: ValidationError) -> ExerciseError:
    problem = error.errors(include_url=False)[0]
    key = ".".join(str(part) for part in problem["loc"])
    found = "" if isinstance(problem["input"], dict) else f"; found {_shortened(problem['input'])}"
    return ExerciseError("exercise.toml", key, f"{problem['msg'].removeprefix('Value error, ')}{found}")


def _shortened(value: object) -> str:
    text = str(value) if isinstance(value, Exception) else repr(value)
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}..."


def _statements(files: Mapping[str, bytes]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, data in files.items():
        match = _STATEMENT.match(name)
        if match is None:
            continue
        if match[1] not in LOCALES:
            raise ExerciseError(name, "", f"is in an unknown language; known are {', '.join(LOCALES)}")
        text = _decoded(name, data)
        if not text.startswith("# ") or not text.splitlines()[0][2:].strip():
            raise ExerciseError(name, "", "must begin with a title line: # Title")
        found[match[1]] = text
    if "en" not in found:
        raise ExerciseError("statement.en.md", "", "the file is missing; every exercise needs an English statement")
    return found


def _proofs(files: Mapping[str, bytes]) -> list[Proof]:
    proofs: list[Proof] = []
    for name, data in files.items():
        match = _PROOF.match(name)
        if match is None:
            continue
        if match[1] == "accepted":
            proofs.append(Proof(name, data, accepted=True))
            continue
        named = _DIAGNOSIS_LINE.search(data[:400])
        if named is None:
            raise ExerciseError(name, "", "a rejected proof's first line must say: # diagnosis: <code>")
        proofs.append(Proof(name, data, accepted=False, diagnosis=named[1].decode("ascii")))
    return proofs
