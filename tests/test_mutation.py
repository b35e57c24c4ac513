from __future__ import annotations

import ast
from pathlib import Path

import pytest

from grader.mutation import Mutant, mutants

LESSON = b"""import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

z = x + y
out = (z.detach() ** 2 + y ** 3).mean()
out.backward()
print(x.grad)
"""

TRAINING = b"""import torch
from torch.nn.functional import mse_loss


def train(model, inputs, targets, steps):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    losses = []
    for _ in range(steps):
        optimizer.zero_grad()
        loss = mse_loss(model(inputs), targets)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
"""


def changes(source: bytes) -> list[str]:
    """Return each mutant's change in words."""
    return [mutant.change for mutant in mutants(source)]


@pytest.mark.parametrize(
    "change",
    [
        "x = torch.tensor(2.0, requires_grad=True) → x = torch.tensor(2.0)",
        "z = x + y → z = x - y",
        "z = x + y → z = x",
        "z = x + y → z = (x + y).detach()",
        "out = (z.detach() ** 2 + y ** 3).mean() → out = (z ** 2 + y ** 3).mean()",
        "out = (z.detach() ** 2 + y ** 3).mean() → out = (z.detach() ** 2 + y ** 3).sum()",
        "out = (z.detach() ** 2 + y ** 3).mean() → out = (z.detach() ** 3 + y ** 3).mean()",
        "out = (z.detach() ** 2 + y ** 3).mean() → out = (z.detach() ** 2 + x ** 3).mean()",
        "out.backward() → pass",
        "out.backward() → out.backward() ¶ x.grad = None",
    ],
)
def test_common_mistakes_are_made(change: str) -> None:
    """The mistakes that people make with a lesson's script are among its mutants, one to a mutant."""
    assert change in changes(LESSON)


@pytest.mark.parametrize(
    "change",
    [
        "optimizer.zero_grad() → pass",
        "loss.backward() → loss.backward() ¶ optimizer.zero_grad()",
        "optimizer.step() → pass",
        "return losses → return",
        "for _ in range(steps): → for _ in range(steps): ¶ break",
        "loss = mse_loss(model(inputs), targets) → loss = mse_loss(model(inputs), targets, reduction='sum')",
    ],
)
def test_mistakes_are_made_inside_functions(change: str) -> None:
    """A training loop in a function gets the mistakes of training loops."""
    assert change in changes(TRAINING)


@pytest.mark.parametrize("source", [LESSON, TRAINING])
def test_a_mutant_is_a_program_that_differs_in_one_place(source: bytes) -> None:
    """Every mutant parses, is another program than the reference and than every other mutant, and keeps all other lines."""
    dumps = [ast.dump(ast.parse(mutant.source)) for mutant in mutants(source)]
    assert len(set(dumps)) == len(dumps)
    assert ast.dump(ast.parse(source)) not in dumps
    original = source.decode().splitlines()
    for mutant in mutants(source):
        kept = set(mutant.source.decode().splitlines())
        assert len([line for line in original if line not in kept]) <= 2, mutant.change


def test_what_is_printed_is_left_alone() -> None:
    """Printing, imports, annotations and texts are no part of a lesson, so no mutant touches them."""
    source = b'import torch\n\nname: "torch.Tensor" = torch.ones(3)\nprint(name.sum(), f"{name + 1}")\n"""text"""\n'
    assert changes(source) == [
        'name: "torch.Tensor" = torch.ones(3) → name: "torch.Tensor" = torch.zeros(3)',
        'name: "torch.Tensor" = torch.ones(3) → name: "torch.Tensor" = torch.ones(4)',
    ]


def test_equal_changes_name_their_line() -> None:
    """Two changes that read the same are told apart by their line, so that a list of equivalents can mean one of them."""
    source = b"import torch\n\ny = torch.ones(3)\ny.zero_()\ny.fill_(2.0)\ny.zero_()\n"
    dropped = [change for change in changes(source) if change.startswith("y.zero_() → pass")]
    assert dropped == ["y.zero_() → pass (line 4)", "y.zero_() → pass (line 6)"]


def test_the_diff_shows_the_reference_as_it_is_written() -> None:
    """A diff keeps the author's own spelling of everything around the change."""
    source = b"import torch\na = ( torch.ones( 2 ) )  # two\nb = a*3 + 1\n"
    found: Mutant = next(mutant for mutant in mutants(source) if mutant.operator == "another operation")
    assert found.diff.splitlines()[3:] == [
        " import torch",
        " a = ( torch.ones( 2 ) )  # two",
        "-b = a*3 + 1",
        "+b = a * 3 - 1",
    ]


def test_every_reference_has_mutants(exercises_dir: Path) -> None:
    """Every exercise that comes with torchgrader has a reference in which mistakes can be planted."""
    references = sorted(exercises_dir.glob("*/reference.py"))
    assert references
    for reference in references:
        assert len(mutants(reference.read_bytes())) >= 10, reference
