# attack: ask Python's own caches for the grader's files: line cache, importers' listings, compiled regular expressions
# expect: wrong_answer
import functools
import gc
import linecache
import re
import sys

for name, entry in linecache.cache.items():
    if "reference" in name or "scenario" in name or "grader/" in name:
        print("ESCAPED", name)
for path, finder in sys.path_importer_cache.items():
    if "checks.py" in str(getattr(finder, "__dict__", "")):
        print("ESCAPED", path)
for entry in re._cache:
    if "diagnosis" in repr(entry):
        print("ESCAPED", entry)
