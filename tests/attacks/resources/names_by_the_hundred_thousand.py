# attack: bind a hundred thousand names
# expect: wrong_answer, time_limit_exceeded, memory_limit_exceeded
for index in range(100_000):
    globals()[f"name{index}"] = index
