# attack: read the repository's history, where solutions lie too
# expect: wrong_answer
import os
import sys

frame = sys._getframe()
while frame.f_back is not None:
    frame = frame.f_back
home = os.path.dirname(os.path.dirname(frame.f_code.co_filename))
for name in (".git/HEAD", ".git/index", ".git/packed-refs", "pyproject.toml", "README.md", ".hypothesis", "tests/conftest.py"):
    try:
        open(os.path.join(home, name), "rb").read(1)
    except OSError:
        continue
    print("ESCAPED", name)
