# attack: let the compiler compute constants that fill memory
# expect: syntax_error, runtime_error, wrong_answer, memory_limit_exceeded, time_limit_exceeded
x = "a" * 4096 * 4096 * 4096
y = (1,) * 256 * 256 * 256 * 64
z = 1 << (1 << 34)
out = 9**9**9
