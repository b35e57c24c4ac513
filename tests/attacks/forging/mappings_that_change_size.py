# attack: change the module's dictionary from a key's comparison, while the harness walks through it
# expect: wrong_answer, runtime_error
class Key(str):
    def __hash__(self):
        return hash("x")

    def __eq__(self, other):
        for number in range(100):
            globals()[f"more_{number}"] = number
        return str.__eq__(self, other)


globals()[Key("other")] = 1
