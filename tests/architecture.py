"""The boundaries of the code, as tables, and the reader that holds the code to them.

The tables come first: whoever adds a module reads them, and edits them if the module belongs to the world outside the
pure core. A module that no table names is held to the strictest rule of its package.

A name in a table stands for a module and all beneath it; one that begins with `=` stands for that module alone. Imports
are read from the syntax tree: nothing is executed, `if TYPE_CHECKING:` is no excuse, and imports by a literal name
(`importlib.import_module("...")`) count.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGES = ("grader", "workers")

# --- who is who ------------------------------------------------------------------------------------------------------

#: Trusted modules that touch the world: settings, database, broker, network, terminal, disk. All others are pure core.
GRADER_EDGES = (
    "grader.api",
    "grader.attack_corpus",
    "grader.attacking",
    "grader.authoring",
    "grader.authoring_commands",
    "grader.cli",
    "grader.columns",
    "grader.commands_rejudge",
    "grader.commands_service",
    "grader.config",
    "grader.demo",
    "grader.deployment",
    "grader.dispatch",
    "grader.gatekeeping",
    "grader.lanes",
    "grader.locale_update",
    "grader.leftovers",
    "grader.logs",
    "grader.memory_transport",
    "grader.migrations",
    "grader.models",
    "grader.presenting",
    "grader.presenting_attacks",
    "grader.private_redis",
    "grader.reconciling",
    "grader.redis_transport",
    "grader.rejudging",
    "grader.schemas",
    "grader.serving",
    "grader.store",
    "grader.terminal",
    "grader.waiting",
    "grader.web",
    "grader.webhook",
    "grader.worker_host",
)

#: The pipeline in one screen: it joins the pure core and the sandbox, and knows no edge.
GRADER_STORY = ("grader.grading", "grader.kept_runs", "grader.learner_runs", "grader.proof_runs", "grader.running")

#: The trusted side of `workers`. All its other modules run inside the sandbox, or in the fork server it comes from.
TRUSTED_WORKERS = (
    "workers.ahead",
    "workers.beside",
    "workers.cgroups",
    "workers.device_pool",
    "workers.device_run",
    "workers.device_sandbox",
    "workers.nvml",
    "workers.proof",
    "workers.sandbox",
    "workers.server",
    "workers.supervision",
    "workers.tasks",
)

#: What the sandbox loads of `grader`: the harness asks for `grader.observations`, and that brings the others.
RECORD_MODULES = ("grader.errors", "grader.observations", "grader.record")

#: The only modules that speak SQL.
SQL_MODULES = ("grader.columns", "grader.migrations", "grader.models", "grader.store")

#: The only modules that speak to a broker.
BROKER_MODULES = ("grader.dispatch", "grader.memory_transport", "grader.redis_transport", "workers.tasks")

STANDARD_LIBRARY = tuple(sorted(sys.stdlib_module_names))
DATABASES = ("alembic", "asyncpg", "psycopg", "sqlalchemy", "sqlite3")
BROKERS = ("amqp", "billiard", "celery", "kombu", "redis")
SERIALISERS_THAT_EXECUTE = ("_pickle", "cloudpickle", "copyreg", "dill", "joblib", "marshal", "pickle", "shelve")

#: Parts of the standard library that reach beyond the process. Reading exercise folders (`pathlib`) is not among them.
STANDARD_IO = (
    "asyncio",
    "ctypes",
    "ftplib",
    "http",
    "multiprocessing",
    "selectors",
    "signal",
    "smtplib",
    "socket",
    "socketserver",
    "sqlite3",
    "ssl",
    "subprocess",
    "tempfile",
    "urllib.request",
    "webbrowser",
    "xmlrpc",
)


@dataclass(frozen=True)
class ImportRule:
    """What some modules may import.

    Attributes:
        why: the rule in words, shown when it is broken.
        modules: whom it binds.
        exempt: whom of those it does not bind.
        allowed: all that they may import; None means anything not forbidden.
        forbidden: what they may not import, even where `allowed` names it.
        unless: what they may import even where `forbidden` names it.
    """

    why: str
    modules: tuple[str, ...]
    exempt: tuple[str, ...] = ()
    allowed: tuple[str, ...] | None = None
    forbidden: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


IMPORT_RULES = (
    ImportRule(
        "grader/__init__.py imports nothing: it is loaded inside the sandbox together with grader.observations",
        modules=("=grader",),
        allowed=("__future__",),
    ),
    ImportRule(
        "the errors and the record use the standard library only: they are loaded inside the sandbox",
        modules=RECORD_MODULES,
        allowed=(*STANDARD_LIBRARY, *RECORD_MODULES),
        forbidden=STANDARD_IO,
    ),
    ImportRule(
        "the pure core knows no service, no I/O and no sandbox (a module that must belongs to GRADER_EDGES)",
        modules=("grader",),
        exempt=(*GRADER_EDGES, *GRADER_STORY),
        allowed=(*STANDARD_LIBRARY, "babel", "numpy", "pydantic", "grader"),
        forbidden=(*GRADER_EDGES, *GRADER_STORY, *STANDARD_IO),
    ),
    ImportRule(
        "grading.py joins the pure core and the sandbox, and knows nothing of the service around it",
        modules=GRADER_STORY,
        allowed=(*STANDARD_LIBRARY, "numpy", "grader", "workers.sandbox"),
        forbidden=(*GRADER_EDGES, *STANDARD_IO),
    ),
    ImportRule(
        "a verdict follows from checks alone: it knows no edge, no sandbox and no library",
        modules=("grader.verdict",),
        allowed=(*STANDARD_LIBRARY, "grader"),
        forbidden=(*GRADER_EDGES, *GRADER_STORY, *STANDARD_IO),
    ),
    ImportRule(
        "torch lives in the sandbox: the trusted side neither pays for its import nor holds its objects",
        modules=("grader", *TRUSTED_WORKERS),
        forbidden=("torch", "matplotlib"),
    ),
    ImportRule(
        "the trusted side starts untrusted programs through workers.sandbox, and loads nothing that runs in there",
        modules=("grader",),
        forbidden=("workers",),
        unless=TRUSTED_WORKERS,
    ),
    ImportRule(
        "in workers, only tasks.py knows the service; the others know grader.observations and grader.errors",
        modules=("workers",),
        exempt=("workers.tasks",),
        forbidden=(*DATABASES, *BROKERS, "grader"),
        unless=("grader.errors", "grader.observations"),
    ),
    ImportRule(
        "what runs in the sandbox imports torch and the standard library (numpy, matplotlib, sympy where installed), "
        "its own side of workers and grader.observations (a module of the trusted side belongs to TRUSTED_WORKERS)",
        modules=("workers",),
        exempt=TRUSTED_WORKERS,
        allowed=(*STANDARD_LIBRARY, "torch", "numpy", "matplotlib", "sympy", "workers", "grader.observations"),
        forbidden=TRUSTED_WORKERS,
    ),
    ImportRule(
        "SQL is spoken in the store and its models and migrations only (SQL_MODULES)",
        modules=PACKAGES,
        exempt=SQL_MODULES,
        forbidden=DATABASES,
    ),
    ImportRule(
        "the broker is known to dispatch.py and tasks.py only (BROKER_MODULES)",
        modules=PACKAGES,
        exempt=BROKER_MODULES,
        forbidden=BROKERS,
    ),
    ImportRule(
        "nothing is read or written in a format that executes what it reads",
        modules=PACKAGES,
        forbidden=SERIALISERS_THAT_EXECUTE,
    ),
    ImportRule(
        "the product does not lean on its own tests or benchmarks",
        modules=PACKAGES,
        forbidden=("tests", "benchmarks"),
    ),
)

# --- sizes -----------------------------------------------------------------------------------------------------------

#: A module is split before it passes so many lines.
MODULE_LINES = 400
#: A function fits a screen. Its docstring is not counted.
FUNCTION_LINES = 60
#: A migration is one long list of columns, and is never changed once released.
LONG_BY_NATURE = (("grader", "migrations", "versions"),)

#: What tests grade is material, and held to no rule of ours.
LEARNERS_PROGRAMS = (("tests", "programs"), ("tests", "attacks"), ("tests", "cuda", "attacks"))

# --- the reader ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Violation:
    """One crossed line: where, and which rule."""

    path: Path
    line: int
    problem: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.problem}"


@dataclass(frozen=True)
class _Import:
    line: int
    name: str


def import_violations(root: Path, rules: tuple[ImportRule, ...] = IMPORT_RULES) -> list[Violation]:
    """Return every import below `root` that crosses one of `rules`, in the order of files and lines."""
    modules = {_module_name(path.relative_to(root)): path for path in _sources(root, PACKAGES)}
    return [
        Violation(path.relative_to(root), found.line, f"{module} imports {found.name}, but {rule.why}")
        for module, path in modules.items()
        for found in _imports(path, module, frozenset(modules))
        for rule in rules
        if _binds(rule, module) and not _permits(rule, found.name)
    ]


def size_violations(root: Path, folders: tuple[str, ...]) -> list[Violation]:
    """Return the modules and functions of ours in `folders` that have grown too long."""
    found = []
    for path in _sources(root, folders):
        text = path.read_text(encoding="utf-8")
        place = path.relative_to(root)
        lines = len(text.splitlines())
        if place.parts[:3] in LONG_BY_NATURE:
            continue
        if lines > MODULE_LINES:
            found.append(Violation(place, lines, f"{lines} lines, more than {MODULE_LINES}: split it"))
        for function in _functions(ast.parse(text)):
            length = _lines_without_docstring(function)
            if length > FUNCTION_LINES:
                problem = f"{function.name} has {length} lines, more than {FUNCTION_LINES}: it must fit a screen"
                found.append(Violation(place, function.lineno, problem))
    return found


def undocumented_tests(root: Path) -> list[Violation]:
    """Return the tests below `root` whose docstring is not one sentence that states their rule."""
    found = []
    for path in _sources(root, ("tests",)):
        if not path.name.startswith("test_"):
            continue
        for function in _functions(ast.parse(path.read_text(encoding="utf-8"))):
            if not function.name.startswith("test_"):
                continue
            docstring = ast.get_docstring(function)
            if docstring is None:
                problem = f"{function.name} has no docstring: say in one sentence which rule it holds"
            elif "\n\n" in docstring or not docstring.rstrip("\"'`)").endswith("."):
                problem = f"the docstring of {function.name} is not one sentence that ends with a full stop"
            else:
                continue
            found.append(Violation(path.relative_to(root), function.lineno, problem))
    return found


def third_party_imports(root: Path) -> dict[str, Violation]:
    """Return each top-level name that is imported from outside the project, with the first place that does."""
    places: dict[str, Violation] = {}
    for path in _sources(root, PACKAGES):
        module = _module_name(path.relative_to(root))
        for found in _imports(path, module, frozenset()):
            top = found.name.partition(".")[0]
            if top not in {*PACKAGES, *STANDARD_LIBRARY}:
                places.setdefault(top, Violation(path.relative_to(root), found.line, f"imports {top}"))
    return places


def _sources(root: Path, folders: tuple[str, ...]) -> Iterator[Path]:
    """Yield our Python files in `folders`, without the learners' programs that tests grade."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*.py")):
            parts = path.relative_to(root).parts
            if not any(parts[: len(place)] == place for place in LEARNERS_PROGRAMS):
                yield path


def _module_name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(path: Path, module: str, known: frozenset[str]) -> Iterator[_Import]:
    """Yield what `module` imports. `from package import name` is the module `package.name` where there is one."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), filename=str(path))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield _Import(node.lineno, alias.name)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, package)
            for name in dict.fromkeys(_member(base, alias.name, known) for alias in node.names):
                yield _Import(node.lineno, name)
        elif isinstance(node, ast.Call) and (literal := _literal_import(node)):
            yield _Import(node.lineno, literal)


def _absolute(node: ast.ImportFrom, package: str) -> str:
    if not node.level:
        return node.module or ""
    parts = package.split(".")
    return ".".join([*parts[: len(parts) - node.level + 1], *([node.module] if node.module else [])])


def _member(base: str, name: str, known: frozenset[str]) -> str:
    """Return the module that `from base import name` loads.

    Outside the project nothing is known of modules; there `urllib.request` is told from `urllib` by adding the name.
    """
    full = f"{base}.{name}"
    inside = base.partition(".")[0] in PACKAGES
    return base if name == "*" or (inside and full not in known) else full


def _literal_import(node: ast.Call) -> str | None:
    function = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if function not in {"import_module", "__import__"} or not node.args:
        return None
    first = node.args[0]
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _lines_without_docstring(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def _binds(rule: ImportRule, module: str) -> bool:
    return _covered(module, rule.modules) and not _covered(module, rule.exempt)


def _permits(rule: ImportRule, name: str) -> bool:
    if _covered(name, rule.unless):
        return True
    if _covered(name, rule.forbidden):
        return False
    return rule.allowed is None or _covered(name, rule.allowed)


def _covered(name: str, table: tuple[str, ...]) -> bool:
    return any(
        name == entry[1:] if entry.startswith("=") else name == entry or name.startswith(f"{entry}.") for entry in table
    )
