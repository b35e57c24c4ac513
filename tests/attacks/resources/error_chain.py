# attack: raise an error that was caused by an error, ten thousand times over
# expect: runtime_error, time_limit_exceeded
error = ValueError("first")
for index in range(10_000):
    following = ValueError(str(index))
    following.__cause__ = error
    error = following
raise error
