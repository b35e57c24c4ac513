# attack: raise SystemExit with objects that claim to be the status zero
# expect: runtime_error, wrong_answer
class Zero(int):
    def __and__(self, other):
        return 0

    __eq__ = lambda self, other: True
    __hash__ = int.__hash__


raise SystemExit(Zero(1))
