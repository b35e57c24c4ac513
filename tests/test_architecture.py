"""Holds the code to the tables of `architecture.py`, and shows that each rule bites."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.architecture import (
    FUNCTION_LINES,
    IMPORT_RULES,
    MODULE_LINES,
    ImportRule,
    Violation,
    import_violations,
    size_violations,
    third_party_imports,
    undocumented_tests,
)

ROOT = Path(__file__).resolve().parents[1]
OUR_PYTHON = ("grader", "workers", "tests", "benchmarks")


def listed(violations: list[Violation]) -> str:
    """Return one line for each violation."""
    return "\n".join(map(str, violations))


def plant(root: Path, path: str, source: str) -> None:
    """Write a module, and the packages it lies in, below `root`."""
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    for folder in place.relative_to(root).parents:
        if folder.parts:
            (root / folder / "__init__.py").touch()
    place.write_text(source, encoding="utf-8")


# --- the code as it is -----------------------------------------------------------------------------------------------


def test_no_import_crosses_a_boundary() -> None:
    """Every module imports only what its side of the boundaries may know."""
    violations = import_violations(ROOT)
    assert not violations, f"\n{listed(violations)}"


def test_modules_and_functions_fit() -> None:
    """No module of ours passes about 400 lines and no function passes a screen."""
    violations = size_violations(ROOT, OUR_PYTHON)
    assert not violations, f"\n{listed(violations)}"


def test_every_test_states_its_rule() -> None:
    """Every test has a one-sentence docstring that states the rule it holds."""
    violations = undocumented_tests(ROOT)
    assert not violations, f"\n{listed(violations)}"


def test_imported_distributions_are_declared() -> None:
    """Everything imported from elsewhere is a dependency that pyproject.toml declares, not a guest of another one."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {_distribution_name(requirement) for requirement in project["dependencies"]}
    # starlette is FastAPI's own base, kombu Celery's: their versions are for those two to choose.
    # sympy comes with torch; the fork server warms it for learners.
    brought = {"starlette", "kombu", "sympy"}
    providers = packages_distributions()
    undeclared = [
        place
        for name, place in third_party_imports(ROOT).items()
        if not {_normalised(provider) for provider in providers.get(name, [name])} & (declared | brought)
    ]
    assert not undeclared, f"\n{listed(undeclared)}"


def _distribution_name(requirement: str) -> str:
    return _normalised(re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0])


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


# --- the rules bite --------------------------------------------------------------------------------------------------

CROSSINGS = (
    ("grader/__init__.py", "import json", "grader/__init__.py imports nothing"),
    ("grader/observations.py", "import numpy", "standard library only"),
    ("grader/observations.py", "from grader.checks import Check", "standard library only"),
    ("grader/errors.py", "import socket", "standard library only"),
    ("grader/checks.py", "from grader.store import Store", "pure core"),
    ("grader/checks.py", "from .config import Settings", "pure core"),
    ("grader/checks.py", "from grader.grading import Grader", "pure core"),
    ("grader/comparison.py", "import subprocess", "pure core"),
    ("grader/comparison.py", "from urllib import request", "pure core"),
    ("grader/comparison.py", "def f():\n    import httpx", "pure core"),
    ("grader/diagnosis.py", "from workers.sandbox import Sandbox", "pure core"),
    ("grader/a_new_module.py", "import fastapi", "pure core"),
    ("grader/grading.py", "from grader.store import Store", "nothing of the service"),
    ("grader/grading.py", "from workers.tasks import grade", "nothing of the service"),
    ("grader/verdict.py", "import numpy", "a verdict follows from checks alone"),
    ("grader/verdict.py", "from grader.store import Store", "a verdict follows from checks alone"),
    ("grader/comparison.py", "import torch", "torch lives in the sandbox"),
    ("grader/cli.py", "import torch.nn", "torch lives in the sandbox"),
    ("workers/sandbox.py", "from torch import nn", "torch lives in the sandbox"),
    ("grader/cli.py", "from workers.harness import run_job", "starts untrusted programs through workers.sandbox"),
    ("workers/sandbox.py", "from grader.exercise import Exercise", "only tasks.py knows the service"),
    ("workers/sandbox.py", "import sqlalchemy", "only tasks.py knows the service"),
    ("workers/sandbox.py", "import celery", "only tasks.py knows the service"),
    ("workers/forkserver.py", "import sqlite3", "only tasks.py knows the service"),
    ("workers/harness.py", "from grader.errors import GraderError", "what runs in the sandbox"),
    ("workers/harness.py", "from . import sandbox", "what runs in the sandbox"),
    ("workers/harness.py", "import grader", "what runs in the sandbox"),
    ("workers/rewriting.py", "import httpx", "what runs in the sandbox"),
    ("workers/rewriting.py", 'import importlib\nimportlib.import_module("scipy")', "what runs in the sandbox"),
    ("grader/api/submissions.py", "from sqlalchemy import select", "SQL is spoken in the store"),
    ("grader/rejudging.py", "if TYPE_CHECKING:\n    import sqlalchemy", "SQL is spoken in the store"),
    ("workers/tasks.py", "import sqlalchemy", "SQL is spoken in the store"),
    ("grader/api/submissions.py", "from celery import Celery", "the broker is known to"),
    ("grader/store.py", "import redis", "the broker is known to"),
    ("grader/store.py", "import pickle", "executes what it reads"),
    ("grader/cli.py", "from tests.architecture import ROOT", "lean on its own tests"),
)


@pytest.mark.parametrize("path, source, rule", CROSSINGS)
def test_crossing_is_found(tmp_path: Path, path: str, source: str, rule: str) -> None:
    """A planted import that crosses a boundary is named with its file, its line and the rule."""
    for module in ("grader/store.py", "grader/config.py", "workers/sandbox.py", "workers/tasks.py"):
        plant(tmp_path, module, "")
    plant(tmp_path, path, f'"""A module."""\n\n{source}\n')
    found = [str(violation) for violation in import_violations(tmp_path) if rule in violation.problem]
    line = 3 + source.count("\n")
    assert found, f"nothing found for {source!r} in {path}"
    assert found[0].startswith(f"{path}:{line}: ")


def test_every_import_rule_has_a_crossing() -> None:
    """No rule is without a planted crossing that shows it to bite."""
    untried = [rule.why for rule in IMPORT_RULES if not any(text in rule.why for _, _, text in CROSSINGS)]
    assert not untried


HONEST_IMPORTS = (
    ("grader/observations.py", "import json, struct\nfrom grader.errors import RecordError"),
    ("grader/checks.py", "import numpy as np\nfrom .comparison import compare\nfrom pathlib import Path"),
    ("grader/grading.py", "import threading\nfrom workers.sandbox import Sandbox\nfrom grader.checks import Check"),
    ("grader/store.py", "import sqlalchemy.orm\nfrom grader.models import Attempt"),
    ("grader/migrations/versions/0001_first.py", "import sqlalchemy as sa\nfrom alembic import op"),
    ("grader/dispatch.py", "from celery import Celery\nimport redis"),
    ("grader/cli.py", "from workers.sandbox import Sandbox\nimport typer"),
    (
        "workers/tasks.py",
        "from celery import Task\nfrom grader.store import Store\nfrom workers.sandbox import Sandbox",
    ),
    ("workers/sandbox.py", "import subprocess\nfrom grader.errors import GraderError\nfrom workers import confinement"),
    ("workers/harness.py", "import torch\nimport numpy\nfrom . import recording\nfrom grader.observations import Job"),
)


@pytest.mark.parametrize("path, source", HONEST_IMPORTS)
def test_honest_import_is_let_through(tmp_path: Path, path: str, source: str) -> None:
    """What the design allows a module to import is no violation."""
    for module in ("grader/observations.py", "grader/errors.py", "workers/recording.py", "workers/confinement.py"):
        plant(tmp_path, module, "")
    plant(tmp_path, path, source)
    assert not import_violations(tmp_path), listed(import_violations(tmp_path))


def test_exact_entry_covers_no_submodule(tmp_path: Path) -> None:
    """An entry that begins with `=` binds that module and none beneath it."""
    plant(tmp_path, "grader/checks.py", "import json")
    rule = ImportRule("nothing", modules=("=grader",), allowed=())
    assert not import_violations(tmp_path, (rule,))


@pytest.mark.parametrize("lines, found", [(MODULE_LINES, False), (MODULE_LINES + 1, True)])
def test_long_module_is_found(tmp_path: Path, lines: int, found: bool) -> None:
    """A module one line past the limit is named, and one at the limit is not."""
    plant(tmp_path, "grader/long.py", "x = 1\n" * lines)
    assert bool(size_violations(tmp_path, ("grader",))) is found


@pytest.mark.parametrize("lines, found", [(FUNCTION_LINES, False), (FUNCTION_LINES + 1, True)])
def test_long_function_is_found(tmp_path: Path, lines: int, found: bool) -> None:
    """A function one line past a screen is named by its first line, its docstring not counted."""
    body = '    """Say.\n\n    More.\n    """\n' + "    x = 1\n" * (lines - 1)
    plant(tmp_path, "grader/long.py", f"\ndef long():\n{body}")
    violations = size_violations(tmp_path, ("grader",))
    assert [str(violation).partition(" ")[0] for violation in violations] == (["grader/long.py:2:"] if found else [])


def test_long_migration_is_let_be(tmp_path: Path) -> None:
    """A migration may be as long as its tables have columns."""
    plant(tmp_path, "grader/migrations/versions/0001_first.py", "def upgrade():\n" + "    x = 1\n" * FUNCTION_LINES)
    assert not size_violations(tmp_path, ("grader",))


@pytest.mark.parametrize(
    "docstring, problem",
    [
        ("", "has no docstring"),
        ('    """Holds"""\n', "is not one sentence"),
        ('    """Hold one rule.\n\n    And another.\n    """\n', "is not one sentence"),
    ],
)
def test_test_without_a_rule_is_found(tmp_path: Path, docstring: str, problem: str) -> None:
    """A test whose docstring is missing, unfinished or longer than a sentence is named."""
    plant(tmp_path, "tests/test_planted.py", f"def test_it():\n{docstring}    assert True\n")
    (violation,) = undocumented_tests(tmp_path)
    assert str(violation).startswith("tests/test_planted.py:1: ")
    assert problem in violation.problem


def test_learners_programs_are_not_held_to_our_rules(tmp_path: Path) -> None:
    """Programs that tests grade may be as long and undocumented as learners write them."""
    plant(tmp_path, "tests/programs/test_long.py", "def test_it():\n" + "    x = 1\n" * (MODULE_LINES + 1))
    assert not size_violations(tmp_path, ("tests",))
    assert not undocumented_tests(tmp_path)
