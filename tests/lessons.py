"""Small exercises for the tests: a whole folder as a mapping, and ways to bend it."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from typing import Any

import pytest

from grader.errors import ExerciseError
from grader.exercise import Exercise

#: A right answer to `detach`, which the tests change where they need a wrong one.
DETACH_SOLVED = b"""import torch
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
"""

#: An exercise that uses every key of the format at least once.
TABLE: dict[str, Any] = {
    "format": 1,
    "kind": "script",
    "tags": ["autograd"],
    "hidden_runs": 1,
    "variants": 4,
    "devices": ["cpu"],
    "limits": {"cpu_seconds": 10.0, "wall_seconds": 20.0, "memory_mb": 1024, "output_kb": 64},
    "given": {
        "x": {"value": 2.0, "vary": "integers", "low": 3, "high": 9, "step": 0.5, "nonzero": True, "distinct": True},
        "y": {"value": 5.0, "formula": "2 * x + 1"},
    },
    "names": {
        "x": {"optional": False, "dtypes": ["float32", "float64"], "adopt": "no", "start": "reference"},
        "y": {},
        "out": {},
        "W": {"optional": True, "adopt": "last"},
    },
    "check": [
        {
            "id": "value:out",
            "kind": "value",
            "name": "out",
            "weight": 2.0,
            "advisory": False,
            "exact_shape": False,
            "accept": ["tensor"],
            "tolerance": {"rtol": 1e-4, "atol": 1e-4},
        },
        {"id": "grad:x", "kind": "gradient", "name": "x", "expect": "reference"},
        {
            "id": "graph:out",
            "kind": "graph",
            "name": "out",
            "requires_grad": True,
            "is_leaf": False,
            "has_graph": True,
            "reaches": ["x"],
            "avoids": ["y"],
        },
        {"id": "trace", "kind": "trace", "expect": "reference", "final_below": 1e-2, "advisory": True},
        {
            "id": "own:W",
            "kind": "adopted",
            "name": "W",
            "shape": [1, 3],
            "requires_grad": True,
            "low": 0.0,
            "high": 1.0,
            "high_included": False,
            "advisory": True,
        },
        {"id": "drawn:W", "kind": "drawn", "name": "W", "advisory": True},
        {"id": "raised", "kind": "raised", "words": ["size"], "uncaught_counts": False, "advisory": True},
        {"id": "printed", "kind": "printed", "name": "out", "gradient": False, "advisory": True},
        {
            "id": "backward",
            "kind": "calls",
            "reaches": ["x"],
            "through": ["out"],
            "functions": [],
            "at_least": 1,
            "at_most": 5,
        },
        {"id": "slope", "kind": "probe", "of": "out", "wrt": "x", "advisory": True},
        {"id": "defined", "kind": "defined", "name": "out", "advisory": True},
    ],
    "equivalent": [{"change": "line 4: one thing", "reason": "it computes the very same number"}],
}

REFERENCE = b"""import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(5.0)
out = x**2 * y
out.backward()
"""

FILES: dict[str, bytes] = {
    "reference.py": REFERENCE,
    "starter.py": b"import torch\n",
    "statement.en.md": b"# A small lesson\n\nDo it.\n",
    "statement.de.md": "# Eine kleine Übung\n\nTu es.\n".encode(),
    "submissions/accepted/same.py": REFERENCE,
    "submissions/rejected/nothing.py": b"# diagnosis: missing_name\nimport torch\n",
}


def toml(table: Mapping[str, Any]) -> bytes:
    """A table as TOML; a string that begins with ``raw:`` stands for a value as TOML writes it."""
    return "".join(f"{json.dumps(key)} = {_value(item)}\n" for key, item in table.items()).encode()


def _value(item: Any) -> str:
    if isinstance(item, str) and item.startswith("raw:"):
        return item.removeprefix("raw:")
    if isinstance(item, Mapping):
        return "{" + ", ".join(f"{json.dumps(key)} = {_value(each)}" for key, each in item.items()) + "}"
    if isinstance(item, list):
        return "[" + ", ".join(_value(each) for each in item) + "]"
    return json.dumps(item)


def changed(path: tuple[Any, ...], value: Any = None, *, drop: bool = False) -> dict[str, Any]:
    """The table with the value at ``path`` replaced, or dropped."""
    table = copy.deepcopy(TABLE)
    place: Any = table
    for part in path[:-1]:
        place = place[part]
    if drop:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return table


def folder(table: Mapping[str, Any] = TABLE, **files: bytes | None) -> dict[str, bytes]:
    """The files of the exercise; ``files`` replaces some by name, with ``_`` for each ``.``, and None drops one."""
    whole = {"exercise.toml": toml(table)} | FILES
    for name, data in files.items():
        known = next((each for each in whole if each.replace(".", "_").replace("/", "_") == name), name)
        if data is None:
            whole.pop(known, None)
        else:
            whole[known] = data
    return whole


def exercise(table: Mapping[str, Any] = TABLE, **files: bytes | None) -> Exercise:
    """The exercise that the files make."""
    return Exercise.from_files("lesson", folder(table, **files))


def check_path(kind: str, *rest: Any) -> tuple[Any, ...]:
    """The path of a key in the check of that kind."""
    kinds = [check["kind"] for check in TABLE["check"]]
    return ("check", kinds.index(kind), *rest)


def problem(table: Mapping[str, Any] = TABLE, **files: bytes | None) -> ExerciseError:
    """The error that loading the bent exercise raises: one line, and no dump of the file."""
    with pytest.raises(ExerciseError) as caught:
        exercise(table, **files)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 500
    return caught.value
