"""What surrounds a program: random numbers, figures, threads, files, devices; and that nothing of it survives a run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from grader.observations import FIGURE_BYTES, FIGURES
from tests.observing import Bench
from workers.sandbox import Limits, Sandbox

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(params=["forked for it", "waiting for it"])
def bench(request: pytest.FixtureRequest, sandbox: Sandbox) -> Iterator[Bench]:
    """Return what runs programs, in children forked for them and in such as waited: there is no difference."""
    if request.param == "waiting for it":
        sandbox.stand_by()
    yield Bench(sandbox)
    sandbox.stand_down()


# --- random numbers ---------------------------------------------------------------------------------------------------

DRAWS = (
    "import torch\nprint(torch.rand(3).tolist())",
    "import random\nprint(random.random())",
    "import numpy as np\nprint(np.random.rand(2))",
    "import numpy as np\nprint(np.random.default_rng().random(2))",
    "import torch\nprint(torch.nn.Linear(2, 1).weight.tolist())",
    "import torch\ng = torch.Generator()\ng.seed()\nprint(torch.rand(2, generator=g).tolist())",
)
SEEDED = (
    "import torch\ntorch.manual_seed(0)\nprint(torch.rand(3).tolist())",
    "from torch import manual_seed, rand\nmanual_seed(0)\nprint(rand(3).tolist())",
    "import torch\ntorch.default_generator.manual_seed(0)\nprint(torch.rand(3).tolist())",
    "import torch\ng = torch.default_generator\nprint(torch.rand(3, generator=g.manual_seed(3)).tolist())",
    "import torch\ntorch.random.manual_seed(0)\nprint(torch.rand(3).tolist())",
    "import torch\ng = torch.Generator().manual_seed(7)\nprint(torch.rand(3, generator=g).tolist())",
    "import torch\ng = torch.Generator()\ng.manual_seed(7)\nprint(torch.rand(3, generator=g).tolist())",
    "import random\nrandom.seed(5)\nprint(random.random())",
    "import random\nprint(random.Random(5).random())",
    "import numpy as np\nnp.random.seed(5)\nprint(np.random.rand(2))",
    "import numpy as np\nprint(np.random.RandomState(5).rand(2))",
    "import numpy as np\nprint(np.random.default_rng(5).random(2))",
    "import torch\ntorch.seed()\ntorch.manual_seed(torch.initial_seed())\nprint(torch.rand(3).tolist())",
)


@pytest.mark.parametrize("source", DRAWS)
def test_each_run_draws_its_own_numbers(bench: Bench, source: str) -> None:
    """Children of one parent draw different numbers, from whichever generator."""
    assert bench.run(source).stdout != bench.run(source).stdout


@pytest.mark.parametrize("source", SEEDED[:-1])
def test_a_seed_means_what_it_says_in_the_public_run(bench: Bench, source: str) -> None:
    """A seed of the learner's gives the same numbers whenever the published run is repeated."""
    first = bench.run(source)
    assert first.stdout == bench.run(source).stdout
    assert first.observation.ended == "finished"


@pytest.mark.parametrize("source", SEEDED)
def test_a_seeded_draw_differs_in_a_hidden_run(bench: Bench, source: str) -> None:
    """In a hidden run a seed is mixed with the run's own salt: what was drawn differs, what was typed does not."""
    public, hidden = bench.run(source), bench.run(source, hidden=True)
    assert hidden.stdout != public.stdout
    assert hidden.stdout != bench.run(source, hidden=True).stdout


def test_two_draws_with_one_seed_agree_within_a_run(bench: Bench) -> None:
    """A program that seeds twice draws the same twice, in a hidden run as well."""
    source = "import torch\ntorch.manual_seed(1)\na = torch.rand(2)\ntorch.manual_seed(1)\nprint(torch.equal(a, torch.rand(2)))\n"
    assert bench.run(source, hidden=True).stdout == "True\n"


def test_the_seeding_functions_look_like_themselves(bench: Bench) -> None:
    """What stands before the seeding functions has their names, and generators are still instances of theirs."""
    source = """
import random, torch
print(torch.manual_seed.__name__, isinstance(torch.default_generator, torch.Generator))
print(type(torch.Generator()).__name__, isinstance(random.Random(1), random.Random))
print(torch.manual_seed(seed=3).initial_seed())
"""
    assert bench.run(source).stdout == "manual_seed True\nGenerator True\n3\n"


# --- figures ----------------------------------------------------------------------------------------------------------

PLOT = "import matplotlib.pyplot as plt\nplt.plot([1, 2], [3, 4])\n"


@pytest.mark.parametrize(
    "end, count",
    [
        ("plt.show()", 1),
        ("plt.savefig('fit.png')", 1),
        ("", 1),
        ("plt.savefig('fit.png')\nplt.show()", 1),
        ("plt.show(block=False)\nplt.pause(0.1)\nplt.close()", 1),
        ("plt.figure()\nplt.plot([1])\nplt.show()", 2),
        ("plt.gcf().show()", 1),
        ("import pathlib\nplt.gcf().savefig(pathlib.Path('a.pdf'), dpi=1000)", 1),
        ("plt.close('all')", 0),
        ("import io\nb = io.BytesIO()\nplt.savefig(b)\nassert b.getvalue()[:4] == b'\\x89PNG'\nplt.close()", 0),
    ],
)
def test_figures_are_kept_as_pictures(bench: Bench, end: str, count: int) -> None:
    """What a program shows, saves or leaves open is drawn off-screen, and no file is written for it."""
    shown = bench.run(PLOT + end + "\n", figures=True)
    assert shown.observation.ended == "finished", shown.stderr
    assert len(shown.observation.figures) == count
    assert all(figure.data.startswith(PNG) for figure in shown.observation.figures)


def test_a_hidden_run_keeps_no_figure(bench: Bench) -> None:
    """A plot of a hidden run has to work, and shows nobody anything."""
    shown = bench.run(PLOT + "plt.show()\nplt.savefig('a.png')\n", hidden=True)
    assert (shown.observation.ended, shown.observation.figures) == ("finished", ())


@pytest.mark.parametrize(
    "source",
    [
        "for i in range(30):\n    plt.figure()\n    plt.plot([i])\nplt.show()",
        "plt.figure(figsize=(500, 500))\nplt.plot([1])\nplt.show()",
        "plt.figure(dpi=10_000)\nplt.plot([1])\nplt.show()",
        "import numpy as np\nplt.imshow(np.random.rand(2000, 2000))\nplt.show()",
    ],
)
def test_figures_are_bounded(bench: Bench, source: str) -> None:
    """Many figures, giant ones and such of a huge resolution come out as a few small pictures, or not at all."""
    program = f"import warnings\nwarnings.simplefilter('ignore')\nimport matplotlib.pyplot as plt\n{source}\n"
    shown = bench.run(program, figures=True)
    assert shown.observation.ended == "finished", shown.stderr
    assert len(shown.observation.figures) <= FIGURES
    assert all(len(figure.data) <= FIGURE_BYTES for figure in shown.observation.figures)


@pytest.mark.parametrize(
    "source",
    [
        "import matplotlib.figure\nmatplotlib.figure.Figure.draw = None\nplt.plot([1])",
        "plt.title('$\\\\frac{$')",
        "plt.get_fignums = lambda: [1, 2, 3]",
    ],
)
def test_a_figure_that_cannot_be_drawn_costs_no_record(bench: Bench, source: str) -> None:
    """A figure that breaks while it is drawn is left out; the rest of the record is whole."""
    shown = bench.run(f"import matplotlib.pyplot as plt\nx = 1.0\nplt.plot([1])\n{source}\n", ("x",), figures=True)
    assert shown.value("x") == 1.0


# --- threads, tools, files, devices -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "import threading\nt = threading.Thread(target=lambda: None)\nt.start()\nt.join()",
        "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(2) as p:\n    list(p.map(print, [1]))",
        "import torch\ntorch.set_num_threads(2)\n(torch.rand(200, 200) @ torch.rand(200, 200)).sum()",
        "import torch\nimport torch.utils.data as d\nfor b in d.DataLoader(d.TensorDataset(torch.rand(4, 1)), 2): pass",
        "from tqdm import tqdm\nfor i in tqdm(range(3)): pass",
        "from tqdm.auto import trange\nfor i in trange(3): pass",
        "import torch\nd = 'cuda' if torch.cuda.is_available() else 'cpu'\nassert d == 'cpu'\ntorch.ones(1).to(d)",
        "import torch\nassert not torch.backends.mps.is_available()",
        "import torch\no = torch.optim.Adam([torch.ones(1, requires_grad=True)])\no.zero_grad()\no.step()",
        "import torch\ntorch.autograd.gradcheck(lambda x: x**2, torch.ones(1, dtype=torch.float64, requires_grad=True))",
        "import argparse\np = argparse.ArgumentParser()\np.add_argument('--lr', type=float, default=0.1)\np.parse_args()",
        "import time\ntime.sleep(0.01)\ntime.perf_counter()",
        "import logging, warnings, copy, math, itertools, functools, collections, statistics, decimal, fractions, json, re",
        "import sympy\nassert str(sympy.diff(sympy.Symbol('x') ** 2)) == '2*x'",
        "import tempfile, io\nio.StringIO('x').read()",
        "import torch\nwith torch.profiler.profile() as p:\n    torch.ones(1)",
        "import torch, io\nb = io.BytesIO()\ntorch.save({'a': torch.ones(1)}, b)\nb.seek(0)\ntorch.load(b)",
        "import torch\nf = torch.compile(lambda x: x * 2, backend='eager')\nassert f(torch.ones(1)).item() == 2",
        "import torch\n@torch.compile\ndef f(x): return x * 2\nassert f(torch.ones(1)).item() == 2",
        "import torch\n@torch.compile(mode='reduce-overhead')\ndef f(x): return x * 2\nassert f(torch.ones(1)).item() == 2",
        "import torch\nm = torch.nn.Linear(1, 1)\nm.compile()\ntorch.compile(m)(torch.ones(1)).backward()",
        "import torch\nm = torch.jit.script(torch.nn.Linear(1, 1))\nm(torch.ones(1, 1))",
        "import getpass, platform, os, sys\nplatform.python_version()\nos.getcwd()\nos.cpu_count()\nsys.platform",
        "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)",
        "import datetime\ndatetime.datetime.now()",
        "import uuid\nuuid.uuid4()",
        "import torch\ntorch.testing.assert_close(torch.ones(1), torch.ones(1))",
        "import unittest\nclass T(unittest.TestCase):\n    def test(self): pass\nunittest.main(argv=['x'], exit=False)",
    ],
)
def test_ordinary_life_goes_on(bench: Bench, source: str) -> None:
    """Threads, tools, progress bars, seldom used parts of torch and the standard library work as elsewhere."""
    shown = bench.run(source + "\nx = 1.0\n", ("x",))
    assert shown.observation.ended in ("finished", "exited"), shown.stderr
    assert shown.value("x") == 1.0


@pytest.mark.parametrize(
    "source, error",
    [
        ("open('/etc/out.txt', 'w')", "OSError"),
        ("import torch\ntorch.save(torch.ones(1), '/etc/out.pt')", "RuntimeError"),
        ("input()", "EOFError"),
        ("import nothing_installed", "ModuleNotFoundError"),
        ("import grader", "ModuleNotFoundError"),
        ("import workers", "ModuleNotFoundError"),
        ("open('reference.py')", "FileNotFoundError"),
        ("import torch\ntorch.ones(1, device='cuda')", "AssertionError"),
        ("import subprocess\nsubprocess.run(['ls'])", "PermissionError"),
        ("import os\nos.fork()", "PermissionError"),
        ("import socket\nsocket.socket()", "PermissionError"),
        ("import urllib.request\nurllib.request.urlopen('http://127.0.0.1')", "URLError"),
    ],
)
def test_what_is_not_here_fails_with_a_python_error(bench: Bench, source: str, error: str) -> None:
    """Files, networks, processes, missing packages and devices fail as errors that a program can catch."""
    shown = bench.run(f"{source}\n")
    assert shown.observation.error is not None
    assert error in (shown.observation.error.type, *shown.observation.error.bases)
    assert shown.observation.error.denied is (error in ("OSError", "PermissionError", "RuntimeError", "URLError"))
    caught = bench.run(
        f"try:\n    {source.replace(chr(10), chr(10) + '    ')}\nexcept Exception:\n    pass\nx = 1.0\n", ("x",)
    )
    assert (caught.observation.ended, caught.value("x")) == ("finished", 1.0)


def test_an_error_is_shown_by_the_programs_own_hook(bench: Bench) -> None:
    """A `sys.excepthook` is called as Python calls it, with the learner's own lines; the error counts as ever."""
    hook = """
import sys, traceback
def show(kind, error, trace):
    print(kind.__name__, error, traceback.extract_tb(trace)[0].lineno, len(traceback.extract_tb(trace)))
sys.excepthook = show
def fail():
    raise ValueError("late")
fail()
"""
    shown = bench.run(hook)
    assert (shown.stdout, shown.stderr) == ("ValueError late 8 2\n", "")
    assert shown.observation.error is not None
    assert shown.observation.error.type == "ValueError"


def test_a_hook_that_fails_costs_no_record(bench: Bench) -> None:
    """An error in a `sys.excepthook` is told beside the one that it should have shown."""
    shown = bench.run("import sys\nsys.excepthook = lambda *rest: 1 / 0\nx = 1.0\nraise ValueError('late')\n", ("x",))
    assert "ZeroDivisionError" in shown.stderr
    assert "late" in shown.stderr
    assert shown.value("x") == 1.0


def test_a_thread_that_is_not_joined_is_waited_for(bench: Bench) -> None:
    """Python waits for threads that are no daemons before it ends, and so does the harness before it looks."""
    source = """
import threading, time
box = {}
def work():
    time.sleep(0.2)
    box["x"] = 5.0
threading.Thread(target=work).start()
"""
    assert bench.run(source, ("box.x",)).value("box.x") == 5.0


@pytest.mark.parametrize(
    "change",
    [
        "import torch\ntorch.set_default_dtype(torch.float64)",
        "import torch\ntorch.set_grad_enabled(False)",
        "import torch\ntorch.Tensor.backward = None",
        "import torch\ntorch.rand = lambda *a: torch.zeros(a)",
        "import torch\ntorch.set_default_device('meta')",
        "import torch\ntorch.set_num_threads(7)",
        "import builtins\nbuiltins.print = None",
        "import sys\nsys.setrecursionlimit(50)",
        "import sys\nsys.modules['torch'] = None",
        "import os\nos.environ['A'] = 'b'",
        "import random\nrandom.random = lambda: 4",
        "import numpy as np\nnp.array = None",
        "import warnings\nwarnings.simplefilter('error')",
        "import gc\ngc.disable()",
        "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)",
        "import os\nos.kill(os.getpid(), 9)",
    ],
)
def test_nothing_survives_a_run(sandbox: Sandbox, change: str) -> None:
    """Whatever a program changes in torch, Python or its process, the next one starts from the same untouched place."""
    probe = """
import torch, sys, os, builtins, random, gc, signal, warnings
import numpy as np
print(torch.get_default_dtype(), torch.is_grad_enabled(), torch.Tensor.backward.__name__, torch.get_default_device())
print(torch.get_num_threads(), sys.getrecursionlimit(), os.environ.get('A'), callable(np.array), gc.isenabled())
print(random.random.__qualname__, signal.getsignal(signal.SIGTERM), torch.rand(1).sum().item() != 0)
"""
    bench = Bench(sandbox)
    before = bench.run(probe).stdout
    assert before.count("\n") == 3
    bench.run_anything(change)
    assert bench.run(probe).stdout == before


def test_an_endless_thread_ends_with_its_run(bench: Bench) -> None:
    """A daemon thread does not keep a run alive."""
    source = "import threading\ndef spin():\n    while True: pass\nthreading.Thread(target=spin, daemon=True).start()\nx = 1.0\n"
    assert bench.run(source, ("x",), limits=Limits(cpu_seconds=10, wall_seconds=20)).value("x") == 1.0


# --- what our own program left ----------------------------------------------------------------------------------------

STATE = """
import atexit, builtins, gc, io, linecache, os, random, signal, sys, threading, traceback, warnings
import numpy, torch, matplotlib.pyplot
print(sorted(sys.modules))
print(sys.argv, sorted(globals()), sorted(vars(builtins)))
print(sorted(linecache.cache), sorted(os.environ), os.listdir())
print([thread.name for thread in threading.enumerate()], atexit._ncallbacks(), sys.gettrace(), sys.getprofile())
print(torch.get_default_dtype(), torch.is_grad_enabled(), torch.get_num_threads(), torch.are_deterministic_algorithms_enabled())
print(warnings.filters, matplotlib.pyplot.get_fignums(), vars(torch.autograd).keys())
print(hasattr(sys, 'last_value'), gc.isenabled(), gc.get_threshold(), sys.exc_info(), sys.getrecursionlimit())
print(type(sys.stdout), sys.stdout is sys.__stdout__, sys.stdout.encoding, sys.stdin.read())
print(sorted(os.listdir('/proc/self/fd')) if os.path.isdir('/proc/self') else 'no processes to see')
print([signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD)])
print(sum(isinstance(each, torch.Tensor) for each in gc.get_objects()))
"""


def test_a_child_that_waited_is_like_any_other(sandbox: Sandbox) -> None:
    """What our own program did in a child before its job came cannot be seen by the learner's."""
    bench = Bench(sandbox)
    sandbox.stand_down()
    usual = bench.run(STATE).stdout
    sandbox.stand_by()
    found = bench.run(STATE).stdout
    sandbox.stand_down()
    assert found.splitlines() == usual.splitlines()
    assert len(found.splitlines()) == STATE.count("print(")
