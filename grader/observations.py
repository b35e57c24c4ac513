"""The record that crosses the trust boundary: what a program showed, as plain data.

The dataclasses below are the schema. Jobs travel into the sandbox and observations out of it in the one format of `record`.
What comes out was made by a hostile program: it can claim values, and claimed values are checked.

Standard library only: the harness imports this module inside the sandbox, under whatever interpreter runs there.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from grader.errors import RecordError
from grader.record import Caps, Tensor, changed, clean_text, decode, encode, plain_parts

__all__ = [
    "Binding",
    "Caps",
    "EngineCall",
    "Episode",
    "ErrorFacts",
    "GivenSlot",
    "GivenUse",
    "Job",
    "LeafAtCall",
    "Mention",
    "NameSeen",
    "Observation",
    "ProbeRequest",
    "ProbeResult",
    "SourceFacts",
    "Tensor",
    "Unmet",
    "changed",
    "clean_text",
    "decode_job",
    "decode_observation",
    "encode",
    "text_tensor",
]

FORMAT_VERSION = 1

# What the harness writes at the most. A record with more was forged, and judging takes time for each.
LARGEST_VALUE = 1 << 16  # elements of one value; a larger one is refused by name
TRACE_LENGTH = 50_000
DETAILED_CALLS = 64
EPISODES = 4
FIGURES = 4
FIGURE_BYTES = 1 << 20
FIGURE_PIXELS = 2048  # on a side: a picture of a kilobyte can unfold to gigabytes in whoever draws it

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_SIZE = struct.Struct(">4x4sII")  # length, name, width and height of the first chunk


@dataclass(frozen=True, slots=True)
class Binding:
    """What one observed name showed when the program ended.

    ``kind`` is tensor, number, array, sequence, text, none, module, callable or other. ``refused`` says why a value is not
    carried (too large, complex, quantised, ...). ``grad_state`` is absent (no tensor), none, tensor or refused.
    ``reaches`` names the observed leaves that the graph leads to, ``shares_memory`` the observed names with the same storage.
    """

    kind: str
    type_name: str = ""
    value: Tensor | None = None
    refused: str = ""
    dtype: str = ""
    shape: tuple[int, ...] = ()
    device: str = ""
    requires_grad: bool = False
    is_leaf: bool = False
    grad_fn: str = ""
    version: int = 0
    grad: Tensor | None = None
    grad_state: str = "absent"
    grad_has_graph: bool = False
    reaches: tuple[str, ...] = ()
    shares_memory: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class LeafAtCall:
    """A tracked leaf under an observed name as an engine call found it, and its gradient when the call was done.

    ``before`` and ``after`` are None where there was no gradient. ``kept`` says that the name still stands for the same
    tensor when the program ends.
    """

    value: Tensor | None = None
    before: Tensor | None = None
    after: Tensor | None = None
    kept: bool = True


@dataclass(frozen=True, slots=True)
class EngineCall:
    """One call into the autograd engine: ``method`` is backward, grad or func, ``reaches`` and ``through`` are observed names.

    ``root`` is the observed name of what was differentiated, "" where it has none; ``of`` are the observed results that it is
    about: through which it goes, of which it is a part, or which have the same value. ``leaves`` are kept of the first calls.
    """

    method: str
    line: int = 0
    root: str = ""
    scalar: bool = True
    create_graph: bool = False
    retain_graph: bool = False
    seeded: bool = False
    reaches: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    leaves: dict[str, LeafAtCall] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ErrorFacts:
    """How the program's own exception looked. ``line`` is the learner's line, 0 where none is known.

    ``at_end`` says that the program's very last statement raised it, so that nothing was left to do.
    """

    type: str
    message: str = ""
    line: int = 0
    text: str = ""
    traceback: str = ""
    bases: tuple[str, ...] = ()
    denied: bool = False
    memory: bool = False
    exit_status: int | None = None
    at_end: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A word of the source with the line it stands on."""

    word: str
    line: int


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What the syntax tree says, for feedback only: nothing is ever accepted because of it.

    ``references`` are methods that are named as values without being called, ``bare_attributes`` statements that only name
    something, ``closed_guards`` what ``__name__`` is compared with where that is never equal, ``unawaited`` coroutines and
    generators that are called and left alone, ``idle`` functions that are never mentioned again, ``tuples`` names that a
    trailing comma turned into a tuple, ``cuts`` what leaves the graph, ``updates`` what is assigned from a gradient and
    ``typed`` names that are bound to written numbers alone.
    """

    attribute_stores: tuple[Mention, ...] = ()
    bare_attributes: tuple[Mention, ...] = ()
    calls: tuple[Mention, ...] = ()
    functions: tuple[Mention, ...] = ()
    no_grad_blocks: tuple[Mention, ...] = ()
    magics: tuple[Mention, ...] = ()
    swallowed: tuple[Mention, ...] = ()
    typed_gradients: tuple[Mention, ...] = ()
    references: tuple[Mention, ...] = ()
    assigned: tuple[Mention, ...] = ()
    closed_guards: tuple[Mention, ...] = ()
    unawaited: tuple[Mention, ...] = ()
    idle: tuple[Mention, ...] = ()
    tuples: tuple[Mention, ...] = ()
    cuts: tuple[Mention, ...] = ()
    updates: tuple[Mention, ...] = ()
    typed: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenUse:
    """How often a given name was bound to the published value, to this run's value, and to anything else."""

    published: int = 0
    current: int = 0
    other: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class NameSeen:
    """A name that the program bound, whether asked for or not; the source of near-miss feedback."""

    name: str
    kind: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """The derivative that the harness took itself: ``state`` is taken, no_graph, unbound, hooked, freed or failed."""

    state: str
    value: Tensor | None = None
    at_line: int = 0


@dataclass(frozen=True, slots=True)
class Episode:
    """The names as they stood when the program began the whole lesson again; ``calls`` counts engine calls so far."""

    names: dict[str, Binding]
    adopted: dict[str, Binding]
    probes: dict[str, ProbeResult]
    calls: int


@dataclass(frozen=True, slots=True)
class Unmet:
    """What a scenario asks of a program and does not find.

    ``code`` is missing_name, wrong_kind, wrong_signature, nothing_returned, parameter_not_registered or parameter_shape;
    ``found`` and ``expected`` say what is there instead.
    """

    code: str
    name: str
    found: str = ""
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """Everything one run showed. ``ended`` is finished, raised, exited or syntax_error.

    ``trace`` is float64 of shape (calls,): the root value of each engine call, NaN where the root was no scalar.
    ``restart`` counts the engine calls that came before a given was last bound afresh.
    ``caught`` are errors that the program handled itself; a hidden run does not tell them.
    ``episodes`` are earlier complete passes through the lesson, for programs that do it more than once.
    """

    ended: str
    error: ErrorFacts | None = None
    names: dict[str, Binding] = field(default_factory=dict)
    episodes: tuple[Episode, ...] = ()
    calls: tuple[EngineCall, ...] = ()
    call_count: int = 0
    restart: int = 0
    trace: Tensor | None = None
    adopted: dict[str, Binding] = field(default_factory=dict)
    probes: dict[str, ProbeResult] = field(default_factory=dict)
    raised: tuple[ErrorFacts, ...] = ()
    caught: tuple[ErrorFacts, ...] = ()
    givens: dict[str, GivenUse] = field(default_factory=dict)
    others: tuple[NameSeen, ...] = ()
    source: SourceFacts = field(default_factory=SourceFacts)
    random_seeded: bool = False
    watched: dict[str, int] = field(default_factory=dict)
    figures: tuple[Tensor, ...] = ()
    unmet: Unmet | None = None
    version: int = FORMAT_VERSION


@dataclass(frozen=True, slots=True)
class GivenSlot:
    """A name whose published value the harness replaces. ``values`` is None in the public run, which only counts.

    ``always`` writes the values whatever the name was bound to: so the reference takes over adopted values.
    """

    published: Tensor | None
    values: Tensor | None = None
    always: bool = False


@dataclass(frozen=True, slots=True)
class ProbeRequest:
    """Differentiate the sum of ``of`` by ``wrt`` at the moment ``of`` is bound, keeping the graph."""

    id: str
    of: str
    wrt: str


@dataclass(frozen=True, slots=True)
class Job:
    """One run, as the child reads it. ``source`` and ``scenario`` are the files' bytes as a uint8 tensor.

    ``required`` are the observed names without which a pass through the lesson is not complete.
    ``derive`` asks a scenario for derivatives of the program's own forward instead of calling it.
    ``adopt`` maps an observed name to first or last: which engine call's value of it is kept.
    """

    source: Tensor
    observe: tuple[str, ...]
    filename: str = "submission.py"
    hidden: bool = False
    default_dtype: str = ""
    required: tuple[str, ...] = ()
    givens: dict[str, GivenSlot] = field(default_factory=dict)
    adopt: dict[str, str] = field(default_factory=dict)
    probes: tuple[ProbeRequest, ...] = ()
    watch: tuple[str, ...] = ()
    record_raised: bool = False
    scenario: Tensor | None = None
    draw_seed: int | None = None
    derive: bool = False
    inputs: dict[str, Tensor] = field(default_factory=dict)
    figures: bool = False
    device: str = "cpu"


def text_tensor(data: bytes) -> Tensor:
    """Bytes as a one-dimensional uint8 tensor, the only form in which bytes travel."""
    return Tensor("uint8", (len(data),), data)


def decode_observation(data: bytes, caps: Caps = Caps()) -> Observation:
    """Read an observation that a hostile program may have written. Raises `RecordError`, nothing else."""
    observation = cast("Observation", decode(data, Observation, caps))
    if observation.version != FORMAT_VERSION:
        raise RecordError(f"the record has version {observation.version}; expected is {FORMAT_VERSION}")
    _refuse_more_than_a_harness_writes(observation)
    return observation


def _refuse_more_than_a_harness_writes(observation: Observation) -> None:
    trace = observation.trace
    if trace is not None and (trace.dtype != "float64" or len(trace.shape) != 1 or trace.shape[0] > TRACE_LENGTH):
        raise RecordError(f"the trace is no list of at most {TRACE_LENGTH} losses")
    if len(observation.calls) > DETAILED_CALLS or len(observation.episodes) > EPISODES:
        raise RecordError(f"there are more than {DETAILED_CALLS} calls or {EPISODES} episodes")
    if any(math.prod(value.shape) > LARGEST_VALUE for value in _values(observation)):
        raise RecordError(f"a value has more than {LARGEST_VALUE} elements")
    if len(observation.figures) > FIGURES or not all(map(_is_picture, observation.figures)):
        raise RecordError(f"the figures are not at most {FIGURES} PNG of at most {FIGURE_BYTES} bytes")


def _values(observation: Observation) -> Iterator[Tensor]:
    """Every tensor that stands for a value or a gradient of the program's."""
    passes: tuple[Observation | Episode, ...] = (observation, *observation.episodes)
    bindings = [each for one in passes for each in (*one.names.values(), *one.adopted.values())]
    probes = [each for one in passes for each in one.probes.values()]
    leaves = [each for call in observation.calls for each in call.leaves.values()]
    for held in (
        *((each.value, each.grad) for each in bindings),
        *((each.value,) for each in probes),
        *((each.value, each.before, each.after) for each in leaves),
    ):
        yield from (each for each in held if each is not None)


def _is_picture(figure: Tensor) -> bool:
    plain = figure.dtype == "uint8" and len(figure.shape) == 1 and len(figure.data) <= FIGURE_BYTES
    if not plain or not figure.data.startswith(_PNG) or len(figure.data) < len(_PNG) + _PNG_SIZE.size:
        return False
    name, width, height = _PNG_SIZE.unpack_from(figure.data, len(_PNG))
    return bool(name == b"IHDR" and max(width, height) <= FIGURE_PIXELS)


def decode_job(data: bytes) -> Job:
    """Read a job inside the sandbox. Raises `RecordError` if it is not what `encode` makes of one.

    The worker wrote it, and no learner's program has run yet: nothing of it is doubted, field by field, as an observation is.
    Each child does this once, and pays for every page of memory that it touches.
    """
    try:
        body, tensors = plain_parts(data)
        return _job_of(body, [Tensor(each["dtype"], tuple(each["shape"]), content) for each, content in tensors])
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise RecordError(f"the job cannot be read: {type(error).__name__}") from error


def _job_of(body: dict[str, Any], tensors: list[Tensor]) -> Job:
    def tensor(index: int | None) -> Tensor | None:
        return None if index is None else tensors[index]

    body["source"] = tensors[body["source"]]
    body["scenario"] = tensor(body["scenario"])
    for name in ("observe", "required", "watch"):
        body[name] = tuple(body[name])
    body["inputs"] = {name: tensors[index] for name, index in body["inputs"].items()}
    body["probes"] = tuple(ProbeRequest(each["id"], each["of"], each["wrt"]) for each in body["probes"])
    body["givens"] = {
        name: GivenSlot(tensor(slot["published"]), tensor(slot["values"]), slot["always"])
        for name, slot in body["givens"].items()
    }
    return Job(**body)
