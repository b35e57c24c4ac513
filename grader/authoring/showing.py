"""Shows a report to a person: a line for each gate, what is refused below it, survivors as a diff with what would kill them."""

from __future__ import annotations

from rich.console import Console, Group
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from grader.authoring.report import Fate, Gate, Margin, Report

_MARKS = {True: ("✓", "green"), False: ("✗", "red")}


def show_report(console: Console, report: Report, *, verbose: bool = False) -> None:
    """The whole report; ``verbose`` adds every mutant and margin."""
    state = Text("could not be checked", "bold magenta") if report.broken else _state(report)
    console.print(Text.assemble((report.slug, "bold"), "  ", state, "  ", (report.version[:19], "dim")))
    for gate in report.gates:
        _show_gate(console, gate)
    if report.broken:
        console.print(Text(f"  {report.broken}", "magenta"))
    for fate in report.mutants:
        if fate.state == "survived":
            _show_survivor(console, fate)
    if verbose:
        _show_margins(console, report.margins)
        _show_mutants(console, report.mutants)
    console.print()


def _state(report: Report) -> Text:
    if report.passed:
        return Text("may be published", "bold green")
    refused = sum(len(gate.refusals) for gate in report.gates)
    return Text(f"not yet: {refused} refusal{'' if refused == 1 else 's'}", "bold red")


def _show_gate(console: Console, gate: Gate) -> None:
    mark, colour = _MARKS[gate.passed]
    line = Table.grid(padding=(0, 1), expand=False)
    line.add_column(width=3, justify="right")
    line.add_column(width=18)
    line.add_column(overflow="fold")
    line.add_row(Text(mark, colour), gate.name, Text("; ".join(gate.evidence), "dim"))
    for remarks, style in ((gate.refusals, "red"), (gate.advice, "yellow")):
        for remark in remarks:
            if remark.code == "mutant_survives":
                continue  # shown below as a diff
            place = f"{remark.file}: " if remark.file else ""
            line.add_row("", "", Text.assemble((f"{remark.code} ", style), f"{place}{remark.message}"))
    console.print(line)


def _show_survivor(console: Console, fate: Fate) -> None:
    console.print(Text(f"  survivor: {fate.operator}, line {fate.line}", "bold red"))
    needs = Text("\n".join(f"    would be seen by {each}" for each in fate.needs), "yellow")
    console.print(Group(Syntax(fate.diff, "diff", background_color="default", word_wrap=True), needs))


def _show_margins(console: Console, margins: tuple[Margin, ...]) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("check", "expected / tolerance", "farthest honest", "", "nearest mistake", ""):
        table.add_column(heading, overflow="fold")
    for each in margins:
        mistake = "–" if each.mistake is None else f"{each.mistake:.3g}"
        expected, honest = f"{each.expected:.3g}", f"{each.honest:.3g}"
        table.add_row(each.check, expected, honest, Text(each.honest_program), mistake, Text(each.mistake_program))
    console.print(table)


def _show_mutants(console: Console, mutants: tuple[Fate, ...]) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("line", "mistake", "change", "", "by"):
        table.add_column(heading, overflow="fold")
    for each in mutants:
        table.add_row(
            str(each.line), each.operator, Text(each.change), each.state, Text(", ".join(each.by) or each.reason)
        )
    console.print(table)
