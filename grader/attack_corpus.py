"""The corpus of attacks as files, and the honest programs that run around each.

An attack is a Python file that begins with what it tries and which verdicts it may get:

    # attack: walk up the frames to the recorder and put a call into its list
    # expect: wrong_answer, runtime_error
    # exercise: detach                        (detach where the line is missing)

One that gets what it wants prints the word ESCAPED. What is long only because it repeats a piece says the piece and how often,
and the program is what comes of it. In a piece, {i} counts from 0, and {indent} is as many spaces as {i} says:

    # repeat: PLUS = 60_000 * " + {i}"
    x = 1<PLUS>
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from grader.errors import GraderError
from grader.verdict import Verdict

DEFAULT_EXERCISE = "detach"
"""The exercise of an attack that names none, and of the honest programs."""

_HEADER = re.compile(r"# (attack|expect|exercise): ([^\n\\]+)")
_REPEAT = re.compile(r'# repeat: ([A-Z]+) = (\d+(?:_\d+)*) \* ("(?:[^"\\]|\\[nt"\\])+")')
_VERDICTS = frozenset(verdict.json_name for verdict in Verdict)

CONTROLS: Mapping[str, bytes] = {
    "right": (
        b"import torch\nx = torch.tensor(2.0, requires_grad=True)\ny = torch.tensor(3.0, requires_grad=True)\n"
        b"z = x + y\nz_no_grad = z.detach()\nout = z_no_grad**2 + y**3\nout.backward()\nprint(x.grad, y.grad)\n"
    ),
    "wrong": (
        b"import torch\nx = torch.tensor(2.0, requires_grad=True)\ny = torch.tensor(3.0, requires_grad=True)\n"
        b"z = x + y\nz_no_grad = z\nout = z_no_grad**2 + y**3\nout.backward()\nprint(x.grad, y.grad)\n"
    ),
    "right again": (
        b"import torch\ndef main():\n    x = torch.tensor([2.0], requires_grad=True)\n"
        b"    y = torch.tensor([3.0], requires_grad=True)\n    z = torch.add(x, y)\n    z_no_grad = z.detach().clone()\n"
        b"    out = (z_no_grad.square() + y.pow(3)).sum()\n    torch.autograd.backward(out)\n    print(out.item())\nmain()\n"
    ),
}
"""Honest programs around each attack, for the default exercise, with the verdicts that their names say."""


class CorpusError(GraderError):
    """A file of the corpus does not say what it tries or expects; the message names file and line to add."""


@dataclass(frozen=True)
class Attack:
    """One file of the corpus."""

    family: str
    name: str
    sentence: str
    expect: frozenset[str]
    exercise: str
    source: bytes = field(repr=False)

    @property
    def id(self) -> str:
        """Family and name: ``forging/exit_early``."""
        return f"{self.family}/{self.name}"


def load_attacks(folder: Path) -> list[Attack]:
    """Every attack below the folder, in the order of families and names.

    Raises:
        CorpusError: there is none, or a file lacks a line that it needs.
    """
    attacks = [_load(path) for path in sorted(folder.glob("*/*.py"))]
    if not attacks:
        raise CorpusError(f"{folder} holds no attacks: name the folder whose subfolders do")
    return attacks


def _load(path: Path) -> Attack:
    source = path.read_bytes()
    header = source[:2000].decode("utf-8", "replace")
    said = {match[1]: match[2].strip() for match in _HEADER.finditer(header)}
    for key in ("attack", "expect"):
        if key not in said:
            raise CorpusError(f"{path}: the line `# {key}: ...` is missing")
    expect = frozenset(each.strip() for each in said["expect"].split(","))
    if not expect <= _VERDICTS:
        raise CorpusError(f"{path}: `# expect:` names no verdict: {', '.join(sorted(expect - _VERDICTS))}")
    unfolded = _unfolded(path, source, header)
    return Attack(path.parent.name, path.stem, said["attack"], expect, said.get("exercise", DEFAULT_EXERCISE), unfolded)


def _unfolded(path: Path, source: bytes, header: str) -> bytes:
    """The program with each repeated piece in its place."""
    for line in header.splitlines():
        if not line.startswith("# repeat:"):
            continue
        found = _REPEAT.fullmatch(line)
        place = f"<{found[1]}>".encode() if found else b""
        if found is None or place not in source:
            raise CorpusError(
                f'{path}: want `# repeat: NAME = COUNT * "piece"` and <NAME> in the program, not {line!r}'
            )
        piece = json.loads(found[3])
        pieces = (piece.replace("{indent}", " " * i).replace("{i}", str(i)) for i in range(int(found[2])))
        source = source.replace(place, "".join(pieces).encode())
    return source
