"""Feedback in four languages: complete catalogues, right forms and numbers, and values that stay values."""

from __future__ import annotations

import ast
import io
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from rich.console import Console

from grader import locale_update, localisation, presenting
from grader.locale_update import Marked, MarkingError, marked_texts, read_catalogue, template, untranslated, updated
from grader.localisation import language
from grader.messages import Message, Value, say

TRANSLATED = ("de", "zh", "tr")
TIMES = "The loss was differentiated {found} time; expected is {expected}."
TIMES_PLURAL = "The loss was differentiated {found} times; expected is {expected}."
DIFFERS = "{name} is {found}; expected is {expected}. {wrong} of {total} elements differs, at index {index}."
DIFFERS_PLURAL = "{name} is {found}; expected is {expected}. {wrong} of {total} elements differ, most at index {index}."
#: What stays as it is in every language: calls, dotted and underlined names, Python's own words.
CODE_WORDS = re.compile(r"\.?\w+(?:\.\w+)*\(\)|\w+\.\w[\w.]*\w|\w*_\w+(?:=\w+)?|(?<!\w)\.\w+|\b(?:None|True|False)\b")


@pytest.fixture(scope="module")
def texts() -> Catalog:
    """Return the texts of the code as a catalogue without translations."""
    return template(marked_texts())


@pytest.fixture(scope="module", params=TRANSLATED)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    """Return each language's catalogue."""
    return read_catalogue(localisation.catalogue_path(request.param))


def forms(entry: Entry) -> list[tuple[str, str]]:
    """Return each translated form of an entry beside the English text that it stands for."""
    if isinstance(entry.id, str):
        assert isinstance(entry.string, str)
        return [(entry.id, entry.string)]
    assert isinstance(entry.string, tuple | list)
    last = len(entry.string) - 1
    return [(entry.id[min(1, max(number, last))], form) for number, form in enumerate(entry.string)]


def pairs(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """Yield every (English, translated) pair of a catalogue, without what waits for a translation."""
    for entry in catalogue:
        if entry.id and entry.string and not entry.fuzzy:
            yield from (pair for pair in forms(entry) if pair[1])


def places(text: str) -> set[str]:
    """Return the named places of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


# --- the catalogues --------------------------------------------------------------------------------------------------


def test_every_text_is_translated(catalogue: Catalog, texts: Catalog) -> None:
    """Every text marked in the code has a translation in every language, in all its forms, and none is fuzzy."""
    known = {str(entry.id) for entry in catalogue if entry.id}
    lacking = [str(entry.id) for entry in texts if entry.id and str(entry.id) not in known]
    assert not lacking + untranslated(catalogue), "run python -m grader.locale_update and translate what it lists"


def test_no_translation_is_stale(catalogue: Catalog, texts: Catalog) -> None:
    """A catalogue translates nothing that the code does not say."""
    said = {str(entry.id) for entry in texts}
    stale = [str(entry.id) for entry in catalogue if str(entry.id) not in said]
    assert not stale, "run python -m grader.locale_update"
    assert not catalogue.obsolete


def test_named_places_agree(catalogue: Catalog) -> None:
    """A translation has the named places of its text, no others, and none with a format of its own."""
    different = [(text, said) for text, said in pairs(catalogue) if places(text) != places(said)]
    assert not different
    assert all(set(places(text)) <= set(re.findall(r"\{(\w+)\}", said)) for text, said in pairs(catalogue))


def test_code_words_stay(catalogue: Catalog) -> None:
    """What a learner types is the same in every language."""
    lost = [
        (word, said)
        for text, said in pairs(catalogue)
        for word in CODE_WORDS.findall(re.sub(r"\{\w+\}", "", text))
        if word not in said
    ]
    assert not lost


def test_sentences_end_as_they_do_in_english(catalogue: Catalog) -> None:
    """A statement stays a statement and a question a question, with the marks of the language."""
    marks = {".": "。", "?": "？"} if catalogue.locale_identifier == "zh" else {".": ".", "?": "?"}
    other = [said for text, said in pairs(catalogue) if text[-1] in marks and said[-1] != marks[text[-1]]]
    assert not other


def test_plural_rules_are_those_of_the_languages() -> None:
    """German and Turkish tell one from many, Chinese does not; every counted entry has as many forms."""
    rules = {locale: read_catalogue(localisation.catalogue_path(locale)) for locale in TRANSLATED}
    assert {locale: each.num_plurals for locale, each in rules.items()} == {"de": 2, "zh": 1, "tr": 2}
    counted = [entry for each in rules.values() for entry in each if isinstance(entry.id, tuple | list)]
    assert counted
    for locale, each in rules.items():
        for entry in each:
            if isinstance(entry.id, tuple | list):
                assert len(entry.string or ()) == each.num_plurals, (locale, entry.id)


# --- what is said ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "locale, one, several",
    [
        ("en", "1 of 4 elements differs, at", "2 of 4 elements differ"),
        ("de", "1 von 4 Elementen weicht ab, und zwar bei Index [1]", "2 von 4 Elementen weichen ab, am stärksten bei"),
        ("zh", "4 个元素中有 1 个不同", "4 个元素中有 2 个不同"),
        ("tr", "4 elemandan 1 tanesi farklı: [1] indisindeki", "4 elemandan 2 tanesi farklı; en büyük fark [1]"),
    ],
)
def test_count_chooses_the_form(locale: str, one: str, several: str) -> None:
    """A counted text takes the form that the language uses for the number."""
    values: dict[str, Value] = {"name": "x", "found": "[1, 2]", "expected": "[1, 3]", "total": 4, "index": "[1]"}
    shown = [
        language(locale).render(Message(DIFFERS, values | {"wrong": count}, DIFFERS_PLURAL, count)) for count in (1, 2)
    ]
    assert one in shown[0]
    assert several in shown[1]


@pytest.mark.parametrize("locale", ["en", *TRANSLATED])
@pytest.mark.parametrize("count", [0, 1, 2, 11, 300])
def test_every_count_is_shown(locale: str, count: int) -> None:
    """Whatever the number, the sentence names it."""
    message = Message(TIMES, {"found": count, "expected": 7}, TIMES_PLURAL, count)
    assert {"7", str(count)} <= set(re.findall(r"\d+", language(locale).render(message)))


def test_counted_text_without_translation_is_english() -> None:
    """A counted text that no catalogue knows follows the English rule, also for a language with other rules."""
    for locale in ("en", *TRANSLATED):
        speaker = language(locale)
        assert [speaker.translate("one unknown thing", "unknown things", count) for count in (0, 1, 2)] == [
            "unknown things",
            "one unknown thing",
            "unknown things",
        ]
        assert speaker.translate("an unknown thing") == "an unknown thing"


def test_empty_text_says_nothing() -> None:
    """No text is no text: a catalogue's header, which gettext keeps under the empty text, is never shown."""
    assert [language(locale).translate("") for locale in ("en", *TRANSLATED)] == [""] * 4


@pytest.mark.parametrize(
    "value, point, comma",
    [
        (2.5, "2.5", "2,5"),
        (-0.125, "-0.125", "-0,125"),
        (3.0, "3", "3"),
        (0.1 + 0.2, "0.3", "0,3"),
        (1234567.0, "1.23457e+06", "1,23457e+06"),
        (123456.0, "123456", "123456"),
        (0.00012, "0.00012", "0,00012"),
        (1.5e-9, "1.5e-09", "1,5e-09"),
        (float("nan"), "nan", "nan"),
        (float("-inf"), "-inf", "-inf"),
    ],
)
def test_numbers_follow_the_language(value: float, point: str, comma: str) -> None:
    """Six significant digits, with the decimal sign of the language and no grouping."""
    assert [language(locale).number(value) for locale in ("en", "zh", "de", "tr")] == [point, point, comma, comma]


def test_only_floats_are_rewritten() -> None:
    """A number of a sentence follows the language; counts, and values as Python shows them, stay as they are."""
    message = say("{factor} {count} {tensor}", factor=2.5, count=1000, tensor="[0.5, 1.25]")
    assert language("de").render(message) == "2,5 1000 [0.5, 1.25]"


@pytest.mark.parametrize("locale", ["", "fr", "DE", "../../etc", "zh_TW", "en\0"])
def test_unknown_language_is_english(locale: str) -> None:
    """A language that is not known is answered in English."""
    assert language(locale).locale == "en"
    assert (
        language(locale).render(say("There is no variable named {name}.", name="x")) == "There is no variable named x."
    )


def test_catalogue_is_read_once() -> None:
    """A language is read from its file once, and unknown names are not kept."""
    assert language("de") is language("de")
    assert language("fr") is language("en")


# --- values stay values ----------------------------------------------------------------------------------------------

HOSTILE = ("{name}", "{0.__class__}", "{", "%(name)s", "[red]x[/red]", "<script>alert(1)</script>", "\\", "{{}}")


@pytest.mark.parametrize("locale", ["en", *TRANSLATED])
@pytest.mark.parametrize("value", HOSTILE)
def test_value_is_no_format_string(locale: str, value: str) -> None:
    """A learner's text is put into its place as it is, whatever it looks like."""
    shown = language(locale).render(say("There is no variable named {name}.", name=value))
    assert shown.count(value) == 1
    assert "__class__" not in shown.replace(value, "")


def test_value_is_no_markup_on_a_terminal() -> None:
    """A learner's text in a message is printed on a terminal as it is, without being read as markup."""
    message = language("de").render(say("There is no variable named {name}.", name="[bold]x[/bold]"))
    check = {"id": "value:x", "passed": False, "advisory": False, "message": message}
    shown = {"verdict": "wrong_answer", "code": "WA", "score": 0.0, "checks": [check], "stdout": "", "error": None}
    console = Console(file=io.StringIO(), width=200, force_terminal=False)
    presenting.print_result(console, "program.py", shown | {"diagnosis": None, "figures": [], "comparisons": []}, "de")
    assert isinstance(console.file, io.StringIO)
    assert "Es gibt keine Variable namens [bold]x[/bold]." in console.file.getvalue()


def test_every_spoken_text_gets_its_values(repository: Path) -> None:
    """Wherever a text is spoken, all its named places are given a value."""
    lacking = []
    spoken = 0
    for path in sorted((repository / "grader").rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            for call in locale_update.calls(function, "say"):
                if any(keyword.arg is None for keyword in call.keywords):
                    continue
                given = {keyword.arg for keyword in call.keywords}
                for text in spoken_texts(call.args[0], function):
                    spoken += 1
                    if not places(text) <= given:
                        lacking.append(f"{path.name}:{call.lineno}: {text}")
    assert spoken > 20
    assert not lacking


def spoken_texts(node: ast.expr, function: ast.FunctionDef) -> list[str]:
    """Return the marked texts that an argument may stand for: its own, or those bound to the name just above."""
    if isinstance(node, ast.Name):
        above = [
            each
            for each in ast.walk(function)
            if isinstance(each, ast.Assign) and each.lineno < node.lineno and ast.unparse(each.targets[0]) == node.id
        ]
        return spoken_texts(max(above, key=lambda each: each.lineno).value, function) if above else []
    return [ast.literal_eval(mark.args[0]) for mark in locale_update.calls(node, "N_")]


# --- the update command ----------------------------------------------------------------------------------------------


def marked_in(folder: Path, source: str) -> list[Marked]:
    """Return the texts marked in a module with that source."""
    (folder / "module.py").write_text(source, encoding="utf-8")
    return marked_texts(folder)


def test_extraction_joins_a_text_and_its_plural(tmp_path: Path) -> None:
    """A text that counts is one entry with its plural, wherever in the function the two were bound."""
    source = """
def speak(n):
    text = N_("nothing")
    if n < 0:
        return say(text)
    text = N_("{n} thing")
    plural = N_("{n} " "things")
    return Message(text, {"n": n}, plural, n)

def name(kind):
    return say(N_("one") if kind else N_("other"))
"""
    assert marked_in(tmp_path, source) == [
        Marked("nothing", "", "module.py"),
        Marked("{n} thing", "{n} things", "module.py"),
        Marked("one", "", "module.py"),
        Marked("other", "", "module.py"),
    ]


@pytest.mark.parametrize(
    "source, problem",
    [
        ("N_(name)", "module.py:1: N_ marks one literal text"),
        ("\nN_(f'{name} is')", "module.py:2: N_ marks one literal text"),
        ("say('unmarked')", "module.py:1: a text is spoken without a mark"),
        ("Message(f'unmarked {name}')", "module.py:1: a text is spoken without a mark"),
        ("def f(rule):\n    return Message(rule.text, {}, rule.plural, 2)", "module.py:2: a text that counts"),
    ],
)
def test_extraction_refuses_what_no_catalogue_can_follow(tmp_path: Path, source: str, problem: str) -> None:
    """A text that would stay English in silence is an error that names its place."""
    with pytest.raises(MarkingError) as raised:
        marked_in(tmp_path, source)
    assert str(raised.value).startswith(problem)


def written(*entries: tuple[str | tuple[str, str], str | tuple[str, ...]]) -> Catalog:
    """Return a German catalogue with these entries."""
    catalog = Catalog(locale="de")
    for text, translation in entries:
        catalog.add(text, translation)
    return catalog


def reread(folder: Path, content: bytes) -> Catalog:
    """Return the catalogue that a file with this content holds."""
    path = folder / "written.po"
    path.write_bytes(content)
    return read_catalogue(path)


def test_update_keeps_translations(tmp_path: Path) -> None:
    """An update keeps what is translated, adds what is new without a translation, and drops what nobody says."""
    texts = template(
        [Marked("kept", "", "a.py"), Marked("{n} cat", "{n} cats", "a.py"), Marked("brand new", "", "b.py")]
    )
    old = written(("kept", "behalten"), (("{n} cat", "{n} cats"), ("{n} Katze", "{n} Katzen")), ("gone away", "fort"))
    new = reread(tmp_path, updated(old, texts))
    assert {str(entry.id): entry.string for entry in new if entry.id} == {
        "kept": "behalten",
        "('{n} cat', '{n} cats')": ("{n} Katze", "{n} Katzen"),
        "brand new": "",
    }
    assert untranslated(new) == ["brand new"]


def test_reworded_text_waits_for_a_person(tmp_path: Path) -> None:
    """The translation of a text that was reworded is kept to start from, is listed as waiting, and is not spoken."""
    old = written(("The gradient has a wrong sign.", "Der Gradient hat ein falsches Vorzeichen."))
    content = updated(old, template([Marked("The gradient has the wrong sign.", "", "a.py")]))
    new = reread(tmp_path, content)
    assert untranslated(new) == ["The gradient has the wrong sign."]
    assert b"falsches Vorzeichen" in content


def test_update_of_an_updated_catalogue_changes_nothing(tmp_path: Path, catalogue: Catalog, texts: Catalog) -> None:
    """Updating twice writes the same file, so that a catalogue changes only where the texts did."""
    once = updated(catalogue, texts)
    assert updated(reread(tmp_path, once), texts) == once
