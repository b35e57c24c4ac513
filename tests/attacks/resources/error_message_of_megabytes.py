# attack: raise an error whose message has many megabytes
# expect: runtime_error, output_limit_exceeded, memory_limit_exceeded
raise ValueError("x" * (32 << 20))
