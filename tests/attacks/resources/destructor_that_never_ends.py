# attack: never end while the interpreter ends
# expect: time_limit_exceeded, wrong_answer
class Forever:
    def __del__(self):
        while True:
            pass


keep = Forever()
del keep
