# attack: print what terminals obey and pages execute
# expect: wrong_answer
import sys

print("\x1b]0;owned\x07\x1b[2J\x1b[H\x1b[?1049h\x1b]52;c;cm0gLXJmIC8=\x07")
print("\u202e\u2066\u200f evil \u2069 <script>alert(1)</script> <img src=x onerror=alert(1)>")
print("\x00\x08\x7f\x9b31m\ud800", file=sys.stderr)
sys.stdout.buffer.write(bytes(range(256)) + b"\xff\xfe\xed\xa0\x80")
