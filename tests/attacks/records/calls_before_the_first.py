# attack: a forged record whose counters are negative or larger than anything
# expect: wrong_answer, runtime_error
import os
import struct
import sys

frame = sys._getframe()
while "Observation" not in frame.f_globals:
    frame = frame.f_back
schema = frame.f_globals["Observation"].__init__.__globals__
Observation, Binding, Tensor = schema["Observation"], schema["Binding"], schema["Tensor"]


def send(record):
    while record:
        record = record[os.write(3, record) :]
    os._exit(0)


EngineCall, Episode, GivenUse = schema["EngineCall"], schema["Episode"], schema["GivenUse"]
most = (1 << 63) - 1
call = EngineCall("backward", line=-most, reaches=("y",) * 1000)
episode = Episode({}, {}, {}, -most)
given = GivenUse(-1, most, -most, most)
trace = Tensor("float64", (3,), struct.pack("<3d", float("nan"), float("inf"), -1e308))
send(schema["encode"](Observation("finished", episodes=(episode, episode), calls=(call,) * 64, call_count=most, trace=trace, givens={"x": given, "y": given})))
