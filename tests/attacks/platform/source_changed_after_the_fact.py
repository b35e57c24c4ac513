# attack: change the source that tracebacks and explanations show
# expect: runtime_error
import linecache

linecache.cache.clear()
linecache.cache[__file__] = (10**9, None, ["\x1b[2J<script>" * 10_000 + "\n"] * 1000, __file__)
__file__ = "/etc/passwd"
linecache.getline = lambda *arguments: open("/etc/passwd").read()
raise ValueError("look at my line")
