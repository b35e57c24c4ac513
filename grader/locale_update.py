"""Brings the catalogues up to date with the texts in the code: ``python -m grader.locale_update``.

Every text marked with ``N_("...")`` in a module of grader is a text to translate. A text and its plural become one entry, which
is read from the ``Message(text, values, plural, count)`` that joins them. Translations of texts that stayed are kept; one whose
text was reworded is kept beside the new text and marked ``fuzzy``, which counts as not translated until a person has looked.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from grader.errors import GraderError
from grader.localisation import LOCALES, catalogue_path

_CODE = Path(__file__).resolve().parent
_LINE_WIDTH = 120
_HEADER = r"""msgid ""
msgstr ""
"Project-Id-Version: torchgrader\n"
"Language: {language}\n"
"Plural-Forms: {plural_forms}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


class MarkingError(GraderError):
    """A text in the code is marked, or left unmarked, in a way that no catalogue can follow."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path.name}:{line}: {problem}")


@dataclass(frozen=True)
class Marked:
    """One text to translate: its plural, "" where it counts nothing, and the file it stands in, relative to the code."""

    text: str
    plural: str
    file: str


def marked_texts(folder: Path = _CODE) -> list[Marked]:
    """Every text below ``folder`` that is to be translated, in the order of files and lines.

    Raises:
        MarkingError: a text is not a literal, is spoken without being marked, or its plural cannot be found.
    """
    found = []
    for path in sorted(folder.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if "N_(" in source or "say(" in source or "Message(" in source:
            found += _marked_in(ast.parse(source), path, path.relative_to(folder).as_posix())
    return found


def _marked_in(tree: ast.Module, path: Path, file: str) -> list[Marked]:
    texts = {(node.lineno, node.col_offset): _literal(node, path) for node in calls(tree, "N_")}
    plurals: dict[str, str] = {}
    for call in (*calls(tree, "say"), *calls(tree, "Message")):
        if call.args and isinstance(call.args[0], ast.Constant | ast.JoinedStr):
            raise MarkingError(path, call.lineno, 'a text is spoken without a mark: write N_("...") around the literal')
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            plurals |= _plurals_in(function, path)
    ordered = [texts[place] for place in sorted(texts)]
    return [Marked(text, plurals.get(text, ""), file) for text in ordered if text not in plurals.values()]


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    """Every call of the function ``name`` in a piece of source, wherever it is nested."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def _literal(call: ast.Call, path: Path) -> str:
    match call.args:
        case [ast.Constant(value=str() as text)] if not call.keywords:
            return text
        case _:
            raise MarkingError(path, call.lineno, "N_ marks one literal text; values go into {named} places")


def _plurals_in(function: ast.FunctionDef | ast.AsyncFunctionDef, path: Path) -> dict[str, str]:
    """The plural of each text that a ``Message`` of this function counts with."""
    joined = {}
    for call in calls(function, "Message"):
        text, plural = _argument(call, 0, "text"), _argument(call, 2, "plural")
        if text is not None and plural is not None:
            joined[_text_of(text, function, path)] = _text_of(plural, function, path)
    return joined


def _argument(call: ast.Call, position: int, name: str) -> ast.expr | None:
    if len(call.args) > position:
        return call.args[position]
    return next((each.value for each in call.keywords if each.arg == name), None)


def _text_of(node: ast.expr, function: ast.AST, path: Path) -> str:
    """The text that an argument stands for: marked in place, or bound to the name on the nearest line above."""
    if isinstance(node, ast.Call):
        return _literal(node, path)
    bound = {
        each.lineno: each.value
        for each in ast.walk(function)
        if isinstance(each, ast.Assign)
        and ast.unparse(each.targets[0]) == ast.unparse(node)
        and each.lineno < node.lineno
    }
    nearest = bound[max(bound)] if bound else None
    if not isinstance(nearest, ast.Call):
        raise MarkingError(path, node.lineno, "a text that counts, and its plural, are N_ texts of the same function")
    return _literal(nearest, path)


def template(marked: list[Marked]) -> Catalog:
    """The texts as a catalogue without translations; a text with a plural stands for the same text without one, too."""
    catalog = Catalog()
    plurals = {each.text: each.plural for each in marked if each.plural}
    for each in marked:
        plural = plurals.get(each.text)
        catalog.add((each.text, plural) if plural else each.text, locations=[(each.file, 1)])
    return catalog


def read_catalogue(path: Path) -> Catalog:
    """The catalogue in a file.

    Raises:
        PoFileError: the file is not a catalogue.
    """
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def updated(catalog: Catalog, texts: Catalog) -> bytes:
    """The catalogue as a file, with the texts of the code and no others."""
    catalog.update(texts)
    body = io.BytesIO()
    write_po(body, catalog, width=_LINE_WIDTH, omit_header=True, ignore_obsolete=True, include_lineno=False)
    header = _HEADER.format(language=catalog.locale_identifier, plural_forms=catalog.plural_forms)
    return header.encode() + body.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """The texts that a catalogue lacks a translation for, in any of its forms, or has only a fuzzy one."""
    return [
        each.id if isinstance(each.id, str) else each.id[0]
        for each in catalog
        if each.id and (each.fuzzy or not _complete(each.string, catalog.num_plurals))
    ]


def _complete(translation: str | tuple[str, ...] | list[str] | None, forms: int) -> bool:
    if isinstance(translation, tuple | list):
        return len(translation) == forms and all(translation)
    return bool(translation)


def main() -> int:
    """Update every catalogue; the exit status is 1 while texts wait for a translation."""
    texts = template(marked_texts())
    waiting = 0
    for locale in LOCALES[1:]:
        path = catalogue_path(locale)
        path.write_bytes(updated(read_catalogue(path), texts))
        lacking = untranslated(read_catalogue(path))
        waiting += len(lacking)
        sys.stdout.write(f"{locale}: {len(texts)} texts, {len(lacking)} to translate\n")
        sys.stdout.writelines(f"    {text}\n" for text in lacking)
    return int(waiting > 0)


if __name__ == "__main__":
    sys.exit(main())
