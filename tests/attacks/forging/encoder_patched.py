# attack: replace the harness's encoder by one that turns failures into zeros and texts into yes
# expect: runtime_error, wrong_answer
import sys

frame = sys._getframe()
while "encode" not in frame.f_globals:
    frame = frame.f_back
frame.f_globals["encode"] = lambda observation: b'TGR1{"verdict": "accepted"}'
