# attack: leave folders that nobody may open, for whoever tidies up
# expect: wrong_answer
import os

os.umask(0o777)
for index in range(5):
    try:
        os.mkdir(f"torchgrader-attack-{index}", 0)
        os.close(os.open(f"torchgrader-attack-file-{index}", os.O_CREAT | os.O_WRONLY, 0))
    except OSError:
        break
