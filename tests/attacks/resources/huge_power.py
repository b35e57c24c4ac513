# attack: compute a number of a billion digits
# expect: time_limit_exceeded, memory_limit_exceeded
base = 9
number = base**base**base
