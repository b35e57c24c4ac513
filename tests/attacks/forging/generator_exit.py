# attack: end with a BaseException of one's own whose text, type and traceback raise when they are read
# expect: runtime_error
class Poison(BaseException):
    def __str__(self):
        raise SystemExit(0)

    __repr__ = __str__

    @property
    def __traceback__(self):
        raise KeyboardInterrupt

    @property
    def __cause__(self):
        raise SystemExit(0)

    __context__ = __cause__


raise Poison
