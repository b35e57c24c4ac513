# attack: decorate one function 30,000 times
# expect: syntax_error, wrong_answer, runtime_error, time_limit_exceeded, memory_limit_exceeded
# repeat: DECORATORS = 30_000 * "@id\n"
<DECORATORS>def x():
    pass
