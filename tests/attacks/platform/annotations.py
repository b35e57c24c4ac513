# attack: run code in annotations, defaults, decorators and class bodies
# expect: runtime_error, wrong_answer
def boom():
    raise RuntimeError("ran while defining")


def f(x: boom() = boom(), *, y: boom()) -> boom():
    pass
