"""Shows on a terminal how attacks are tried and what came of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from grader.attacking import Report, Result
from grader.record import clean_text

_MEBIBYTE = 1 << 20
_MINUTE_SECONDS = 60


@contextmanager
def attack_progress(console: Console, total: int) -> Iterator[Callable[[Result], None]]:
    """While inside, a bar that each result moves on; whatever was not contained is told at once. Quiet where nobody looks."""
    if not console.is_terminal:
        yield lambda _result: None
        return
    columns = (
        TextColumn("attacking"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=total)

        def tell(result: Result) -> None:
            if result.problems:
                progress.console.print(Text(f"✗ {result.attack.id}", "red"))
            progress.update(task, advance=1, description=result.attack.family)

        yield tell


def print_attacks(console: Console, report: Report) -> None:
    """A line for each family, a paragraph for each attack that was not contained, and the sum."""
    table = Table(box=None, pad_edge=False)
    for heading in ("", "attacks", "tried", "contained"):
        table.add_column(heading, justify="right" if heading in ("tried", "contained") else "left")
    for family, (tried, contained) in report.families.items():
        mark = Text("✓", "green") if tried == contained else Text("✗", "red")
        table.add_row(mark, family, str(tried), str(contained))
    console.print(table)
    for each in report.results:
        if each.problems:
            console.print(Text.assemble((each.attack.id, "bold red"), f"  {clean_text(each.attack.sentence)}"))
            for problem in each.problems:
                console.print(Text(f"    {clean_text(problem)}"))
    before, after = (amount / _MEBIBYTE for amount in report.resident_bytes)
    console.print(
        Text(
            f"{report.seconds / _MINUTE_SECONDS:.1f} minutes; memory {before:.0f} MiB before, {after:.0f} MiB after",
            "dim",
        )
    )
    total, contained = len(report.results), sum(not each.problems for each in report.results)
    text = f"{contained} of {total} attacks contained."
    console.print(Text(text, "bold green" if report.held else "bold red"))
