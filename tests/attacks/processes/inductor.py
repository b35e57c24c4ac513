# attack: have torch.compile write, compile and load native code
# expect: forbidden_operation, runtime_error, time_limit_exceeded, memory_limit_exceeded, wrong_answer
import torch


@torch.compile
def function(value):
    return value.sin() + 1


function(torch.rand(8))
import os

if any("inductor" in str(module) and module.endswith(".so") for module in __import__("sys").modules):
    print("ESCAPED")
