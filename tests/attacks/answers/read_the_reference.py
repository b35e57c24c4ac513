# attack: find the exercises beside the grader and read the reference solution
# expect: wrong_answer
import pathlib
import sys

frame = sys._getframe()
while frame.f_back is not None:
    frame = frame.f_back
    home = pathlib.Path(frame.f_code.co_filename).parent.parent
    for place in (home / "exercises", home / "grader" / "_exercises", home / "tests"):
        try:
            print("ESCAPED", list(place.iterdir())[:3])
        except OSError:
            pass
        for file in ("detach/reference.py", "detach/exercise.toml", "detach/submissions/accepted/plain.py"):
            try:
                print("ESCAPED", (place / file).read_text()[:100])
            except OSError:
                pass
