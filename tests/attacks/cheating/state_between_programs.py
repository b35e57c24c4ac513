# attack: leave a message in the scratch folder for the next learner
# expect: wrong_answer
import os

if os.path.isdir(".") and os.access(".", os.R_OK):
    try:
        left = os.listdir(".")
    except OSError:
        left = []
    if left:
        print("ESCAPED", left)
for index in range(100):
    try:
        with open(f"torchgrader-attack-{index}", "w") as file:
            file.write("the answer is 27")
    except OSError:
        break
