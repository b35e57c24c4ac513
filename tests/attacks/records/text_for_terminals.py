# attack: a forged record full of control characters, bidirectional marks and lone surrogates
# expect: runtime_error
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


ErrorFacts = schema["ErrorFacts"]
text = "\x1b]0;owned\x07\x1b[2J\u202eevil\u2066\ud800\x00<script>alert(1)</script>\r\b\x9b31m"
send(schema["encode"](Observation("raised", error=ErrorFacts(text, text, text=text, traceback=text, bases=(text,)))))
