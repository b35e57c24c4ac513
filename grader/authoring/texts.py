"""The gates that need no program to run: languages, proofs beside each other, a scenario's own source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from grader.authoring.report import Gate, Remark, gate
from grader.exercise import LOCALES, Exercise

_FEW_ACCEPTED, _FEW_REJECTED = 8, 12
_SHORTEST_STATEMENT = 200
"""Characters; Chinese says in two hundred what English says in six hundred."""
_SCENARIO_IMPORTS = frozenset(
    {
        "__future__",
        "collections",
        "contextlib",
        "dataclasses",
        "functools",
        "inspect",
        "itertools",
        "math",
        "torch",
        "types",
        "typing",
    }
)
_READING_CALLS = frozenset({"open", "exec", "eval", "compile", "__import__", "input", "breakpoint"})
_READING_ATTRIBUTES = frozenset(
    {"load", "save", "from_file", "fromfile", "hub", "load_state_dict_from_url", "jit", "package", "serialization"}
)


def refusals(exercise: Exercise) -> list[Remark]:
    """What these gates refuse, all of them: known at once, before anything is run."""
    asked = (languages(exercise), proofs(exercise), scenario(exercise))
    return [remark for each in asked if each is not None for remark in each.refusals]


def languages(exercise: Exercise) -> Gate:
    """Every statement is there, says something, and names what the learner's program has to name."""
    remarks: list[tuple[bool, Remark]] = []
    sizes: dict[str, int] = {}
    for locale in LOCALES:
        file = f"statement.{locale}.md"
        text = exercise.statements.get(locale)
        if text is None:
            remarks.append(
                (True, Remark("statement_missing", f"there is no statement in {locale}; write {file}", file))
            )
            continue
        sizes[locale] = len(text)
        body = text.partition("\n")[2].strip()
        if len(body) < _SHORTEST_STATEMENT:
            problem = f"says too little below its title: {len(body)} characters, {_SHORTEST_STATEMENT} are expected"
            remarks.append((True, Remark("statement_too_short", problem, file)))
        unnamed = [name for name in _asked_for(exercise) if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
        if unnamed:
            problem = f"never names {', '.join(unnamed)}, which the checks look for"
            remarks.append((True, Remark("name_not_in_statement", problem, file)))
    remarks += [(True, each) for each in _repeated(exercise)]
    evidence = [", ".join(f"{locale} {size} characters" for locale, size in sizes.items())]
    return gate("languages", remarks, evidence, characters=sizes)


def _asked_for(exercise: Exercise) -> list[str]:
    """The names that learners must choose: of a scenario, the functions and classes that starter.py offers."""
    if exercise.spec.kind == "script":
        return [name for name, table in exercise.spec.names.items() if not table.optional and "." not in name]
    tree = _parsed(exercise.files["starter.py"])
    return [] if tree is None else [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]


def _repeated(exercise: Exercise) -> Iterator[Remark]:
    """Two languages with the same text: one of them was never translated."""
    seen: dict[str, str] = {}
    for locale, text in exercise.statements.items():
        first = seen.setdefault(text.partition("\n")[2].strip(), locale)
        if first != locale:
            problem = f"has the same text as statement.{first}.md; translate it"
            yield Remark("statement_not_translated", problem, f"statement.{locale}.md")


def proofs(exercise: Exercise) -> Gate:
    """There are proofs both ways, and no program is said to be two things."""
    accepted = [proof for proof in exercise.proofs if proof.accepted]
    rejected = [proof for proof in exercise.proofs if not proof.accepted]
    remarks: list[tuple[bool, Remark]] = []
    for found, few, kind in ((accepted, _FEW_ACCEPTED, "accepted"), (rejected, _FEW_REJECTED, "rejected")):
        if not found:
            problem = f"there is no program in submissions/{kind}; the gate has nothing to prove itself on"
            remarks.append((True, Remark("no_proofs", problem, f"submissions/{kind}")))
        elif len(found) < few:
            problem = f"{len(found)} programs are few; {few}, one idea each, tell much more about the checks"
            remarks.append((False, Remark("few_proofs", problem, f"submissions/{kind}")))
    remarks += [(True, each) for each in _contradictions(exercise)]
    evidence = [f"{len(accepted)} accepted, {len(rejected)} rejected"]
    return gate("proofs", remarks, evidence, accepted=len(accepted), rejected=len(rejected))


def _contradictions(exercise: Exercise) -> Iterator[Remark]:
    """Programs that are the same but for comments and layout, and are to get different results."""
    claims = [
        ("reference.py", exercise.reference, "accepted"),
        ("starter.py", exercise.files["starter.py"], "rejected"),
    ]
    claims += [
        (proof.file, proof.source, "accepted" if proof.accepted else f"rejected as {proof.diagnosis}")
        for proof in exercise.proofs
    ]
    seen: dict[str, tuple[str, str]] = {}
    for file, source, claim in claims:
        tree = _parsed(source)
        first, said = seen.setdefault(ast.dump(tree) if tree is not None else repr(source), (file, claim))
        if first != file and said != claim and not (claim.startswith(said) or said.startswith(claim)):
            problem = f"is the same program as {first}, which is to be {said}; this one is to be {claim}"
            yield Remark("proofs_contradict", problem, file)


def _parsed(source: bytes) -> ast.Module | None:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def scenario(exercise: Exercise) -> Gate | None:
    """A scenario computes with torch alone: what it reads elsewhere would not be part of the exercise's version."""
    if exercise.scenario is None:
        return None
    tree = _parsed(exercise.scenario)
    if tree is None:
        return gate("scenario", [(True, Remark("scenario_unreadable", "is no valid Python", "scenario.py"))])
    remarks = [(True, each) for each in _reaches_out(tree)]
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    remarks += [
        (True, Remark("scenario_incomplete", f"must define a function named {name}", "scenario.py"))
        for name in ("draw", "call")
        if name not in defined
    ]
    return gate("scenario", remarks, [f"defines {', '.join(sorted(defined))}"])


def _reaches_out(tree: ast.Module) -> Iterator[Remark]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            for name in names:
                if name.partition(".")[0] not in _SCENARIO_IMPORTS:
                    allowed = ", ".join(sorted(_SCENARIO_IMPORTS))
                    problem = f"line {node.lineno} imports {name}; a scenario may import {allowed}"
                    yield Remark("scenario_imports", problem, "scenario.py")
        elif isinstance(node, ast.Call) and _reads(node.func):
            problem = f"line {node.lineno} calls {ast.unparse(node.func)}; a scenario reads no files and runs no text"
            yield Remark("scenario_reads_files", problem, "scenario.py")


def _reads(function: ast.expr) -> bool:
    if isinstance(function, ast.Name):
        return function.id in _READING_CALLS
    while isinstance(function, ast.Attribute):
        if function.attr in _READING_ATTRIBUTES:
            return True
        function = function.value
    return False
