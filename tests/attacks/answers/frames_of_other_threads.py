# attack: look into the frames of every thread there is
# expect: wrong_answer
import sys
import threading

threading.Thread(target=lambda: None).start()
for frame in sys._current_frames().values():
    while frame is not None:
        if "reference" in frame.f_locals or "expected" in frame.f_locals:
            print("ESCAPED", frame)
        frame = frame.f_back
