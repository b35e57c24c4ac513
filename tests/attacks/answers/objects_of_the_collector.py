# attack: walk every object that the garbage collector knows for expected values, tolerances and references
# expect: wrong_answer
import gc
import re

secret = re.compile(r"canary-[0-9a-f]{24}|Tolerance\(|GradientCheck\(")
for thing in gc.get_objects() + [each for thing in gc.get_objects() for each in gc.get_referents(thing)]:
    try:
        text = repr(thing) if type(thing) in (dict, list, tuple, str, bytes) else ""
    except Exception:
        continue
    if (found := secret.search(text)) and "re.compile" not in text:
        print("ESCAPED", found, text[:200])
