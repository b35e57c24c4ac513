# attack: put keys that are no text into the module's dictionary, which whoever lists its names will meet
# expect: wrong_answer
globals()[7] = "number"
globals()[("a", "tuple")] = "tuple"
globals()[None] = "none"
