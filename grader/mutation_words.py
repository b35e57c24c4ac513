"""What people mix up: names of torch and Python that mutants drop, exchange or leave alone."""

from __future__ import annotations

import ast

REDUCTIONS = frozenset(
    {"mean", "sum", "max", "min", "amax", "amin", "norm", "vector_norm", "softmax", "logsumexp", "argmax"}
)
DROPPED_CALLS = REDUCTIONS | {
    "abs",
    "bool",
    "clamp",
    "clone",
    "contiguous",
    "detach",
    "exp",
    "flatten",
    "float",
    "item",
    "log",
    "pow",
    "relu",
    "reshape",
    "sigmoid",
    "sqrt",
    "square",
    "squeeze",
    "t",
    "tanh",
    "transpose",
    "unsqueeze",
    "view",
}
SWAPPED = {
    "mean": "sum",
    "sum": "mean",
    "max": "min",
    "min": "max",
    "amax": "amin",
    "amin": "amax",
    "rand": "randn",
    "randn": "rand",
    "zeros": "ones",
    "ones": "zeros",
    "zeros_like": "ones_like",
    "ones_like": "zeros_like",
    "exp": "expm1",
    "log": "log1p",
    "sqrt": "square",
    "square": "sqrt",
    "tanh": "sigmoid",
    "sigmoid": "tanh",
    "relu": "tanh",
    "sin": "cos",
    "cos": "sin",
    "SGD": "Adam",
    "MSELoss": "L1Loss",
    "mse_loss": "l1_loss",
}
MEAN_LOSSES = frozenset(
    {"MSELoss", "L1Loss", "CrossEntropyLoss", "NLLLoss", "mse_loss", "l1_loss", "cross_entropy", "nll_loss"}
)
OTHER_OPERATION: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.MatMult: ast.Mult,
}
OTHER_COMPARISON: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
WITHOUT_GRAPH = frozenset({"tensor", "rand", "randn", "zeros", "ones", "detach", "item"})
GUARDS = ("no_grad", "enable_grad", "inference_mode", "set_grad_enabled")
KEPT_KEYWORDS = frozenset({"strict", "dtype", "device", "generator"})
