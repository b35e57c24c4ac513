# attack: leave files whose names are no text, or look like options or paths
# expect: wrong_answer
import os

for name in (b"\xff\xfe", b"-rf", b"\n", b"*", b"x" * 255, "\udc80".encode("utf-8", "surrogatepass"), b"..torchgrader-attack", b"\x1b[2J"):
    try:
        os.mkdir(name)
        os.close(os.open(name + b"/" + name, os.O_CREAT | os.O_WRONLY))
    except OSError:
        continue
