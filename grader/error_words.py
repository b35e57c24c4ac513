"""What torch's and Python's own error messages mean: patterns, tried in order, with the misconception that each one names.

Only what is certain from the message alone stands here; where the facts of the run decide, `diagnosis_errors` asks them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from grader.messages import N_


@dataclass(frozen=True)
class Words:
    """A pattern of messages, the code that it names, and what is said about it."""

    pattern: re.Pattern[str]
    code: str
    text: str


def _words(pattern: str, code: str, text: str) -> Words:
    return Words(re.compile(pattern, re.IGNORECASE), code, text)


_TENSORS: Sequence[Words] = (
    _words(
        r"only tensors of floating point.* can require gradients|isdifferentiabletype",
        "integer_requires_grad",
        N_("A tensor of whole numbers cannot be tracked: gradients need floating point. Write 2.0 rather than 2."),
    ),
    _words(
        r"implicitly created only for real scalar outputs but got",
        "wrong_dtype",
        N_("The result is complex. The task works with real numbers: write 2.0 rather than 2 + 0j."),
    ),
    _words(
        r"grad can be implicitly created only for scalar outputs",
        "non_scalar_backward",
        N_(
            "backward() needs one number, and the tensor here has several elements. Reduce it first, as the task describes."
        ),
    ),
    _words(
        r"backward through the graph a second time|saved (?:intermediate values|tensors).* already been freed",
        "graph_already_freed",
        N_(
            "The graph was already used: a backward pass frees it. Compute the result again, or keep the graph on purpose."
        ),
    ),
    _words(
        r"leaf variable that requires grad is being used in an in-place|view of a leaf variable that requires grad",
        "in_place_on_leaf",
        N_(
            "A tracked leaf was changed in place. Updates belong outside the graph, for example inside torch.no_grad()."
        ),
    ),
    _words(
        r"cannot assign '.*' as parameter '.*'",
        "update_replaces_parameter",
        N_("A parameter of a module cannot be replaced by a plain tensor. Change its value in place instead."),
    ),
    _words(
        r"before (?:Module\.)?__init__\(\) call",
        "module_init_missing",
        N_("The module's __init__ must call super().__init__() before it assigns parameters or layers."),
    ),
    _words(
        r"optimizer got an empty parameter list",
        "parameter_not_registered",
        N_("The model has no registered parameters: a plain tensor attribute is none. Wrap it in nn.Parameter."),
    ),
    _words(
        r"missing the required \"forward\" function",
        "attribute_typo",
        N_("The module has no forward method, so it cannot be called. Look at how its name is spelt."),
    ),
    _words(
        r"can't call numpy\(\) on tensor that requires grad",
        "numpy_on_tracked",
        N_("A tracked tensor cannot be turned into a numpy array. For looking at its values, use detach() first."),
    ),
    _words(
        r"can't optimize a non-leaf tensor",
        "non_leaf_gradient",
        N_("The optimizer was given a tensor that is the result of an operation. It can only train leaves."),
    ),
    _words(
        r"params argument given to the optimizer should be an iterable",
        "wrong_call",
        N_("An optimizer takes a list of parameters, or model.parameters(), not a single tensor."),
    ),
    _words(
        r"can only change requires_grad flags of leaf",
        "non_leaf_gradient",
        N_(
            "requires_grad can be changed on leaves only. A result leaves the graph by detach(), which gives a new tensor."
        ),
    ),
)
_DEVICES: Sequence[Words] = (
    _words(
        r"torch not compiled with cuda|no nvidia driver|no cuda gpus|cuda driver|attempting to deserialize object on a cuda|"
        r"not linked with support for \w+ devices|not compiled with \w+ enabled",
        "device_unavailable",
        N_("The program asks for a device that is not there. Choose it with torch.cuda.is_available()."),
    ),
)
_SHAPES: Sequence[Words] = (
    _words(
        r"attempting to assign a gradient of size|assigned grad has data of a different size",
        "wrong_shape",
        N_("A gradient has the shape of its tensor, and what is assigned here has another one."),
    ),
    _words(
        r"indexing tensors could not be broadcast",
        "wrong_shape",
        N_("Two index tensors that are used together have different lengths: they name rows and columns in pairs."),
    ),
    _words(
        r"expected sequence of length \d+ at dim",
        "wrong_shape",
        N_("The rows of a matrix must be of one length, and they are not."),
    ),
    _words(
        r"stack expects each tensor to be equal size",
        "wrong_shape",
        N_(
            "torch.stack wants tensors of one shape. What differs in shape is flattened and joined with torch.cat, or gone "
            "through in a loop."
        ),
    ),
    _words(
        r"must match the size of tensor|shapes cannot be multiplied|size mismatch|inconsistent tensor size|"
        r"shape '.*' is invalid|mat1 and mat2 (?!must have the same dtype)|expected.*matrix|"
        r"doesn't match the broadcast shape|dimension out of range|"
        r"output with shape .* doesn't match|sizes? of tensors? must match|not broadcastable",
        "wrong_shape",
        N_("Two shapes do not fit each other. Print the shapes of both sides before this line and compare them."),
    ),
)
_KINDS: Sequence[Words] = (
    _words(
        r"bitwise_xor|unsupported operand type\(s\) for \^",
        "wrong_formula",
        N_("^ is no power in Python but a bitwise operation. A power is written with **."),
    ),
    _words(
        r"with (?:a|two) bool tensors? is not supported",
        "wrong_dtype",
        N_(
            "A tensor of True and False is no tensor of numbers. Turn a mask round with ~, or make numbers of it with float()."
        ),
    ),
    _words(
        r"object of type 'generator' has no len|'generator' object is not subscriptable",
        "generator_for_list",
        N_("A generator, such as model.parameters(), has no length and no index. Make a list of it first."),
    ),
    _words(
        r"expected (?:scalar type|m1 and m2|both)|same dtype|found dtype|dtype",
        "wrong_dtype",
        N_("Two tensors of different dtypes meet. Give both the same one, for example float32."),
    ),
    _words(
        r"numel\(\) == 1|only one element tensors|boolean value of tensor|a tensor with \d+ elements cannot be converted",
        "value_not_scalar",
        N_("A tensor with several elements was used where a single number is needed."),
    ),
    _words(
        r"can only concatenate|can't multiply sequence",
        "value_is_not_a_tensor",
        N_(
            "A list or a tuple stands where a tensor is needed: take the tensor that you mean out of it, or make one with "
            "torch.tensor(...)."
        ),
    ),
    _words(
        r"expected output to be a torch\.tensor|must be tensor|argument .* must be tensor|"
        r"unsupported operand type\(s\) for .*'(?:list|tuple|str|function)'|"
        r"converted to an index|'(?:float|int|function|list)' object is not iterable|too many dimensions 'str'",
        "value_is_not_a_tensor",
        N_("A value that is no tensor stands where a tensor is needed. Make one of it with torch.tensor(...) first."),
    ),
    _words(
        r"expected np\.ndarray \(got numpy\.",
        "value_is_not_a_tensor",
        N_(
            "numpy makes a plain number of a result without dimensions, and from_numpy takes arrays only. Compute with torch."
        ),
    ),
    _words(
        r"not enough values to unpack|too many values to unpack",
        "wrong_call",
        N_("The left side names another number of values than the right side gives."),
    ),
    _words(
        r"missing 1 required positional argument: 'self'",
        "wrong_call",
        N_("A method was called on the class itself. Make an object of it first: the class's name with parentheses."),
    ),
    _words(
        r"requires_grad must be a bool",
        "wrong_call",
        N_("requires_grad is True or False, without quotes."),
    ),
    _words(
        r"catching classes that do not inherit from BaseException",
        "error_not_caught",
        N_("After except stands a class of errors, such as RuntimeError, without quotes."),
    ),
    _words(
        r"super\(\).*no arguments|takes \d+ positional argument|missing \d+ required|takes from \d+ to \d+ positional|"
        r"invalid combination of arguments|'bool' object is not iterable",
        "wrong_call",
        N_(
            "A function or class was called with arguments that it does not take. Compare the call with its definition."
        ),
    ),
)
MESSAGES: Sequence[Words] = (*_TENSORS, *_DEVICES, *_SHAPES, *_KINDS)


def meaning(message: str) -> Words | None:
    """What a message means; None for words that say nothing certain."""
    return next((each for each in MESSAGES if each.pattern.search(message)), None)
