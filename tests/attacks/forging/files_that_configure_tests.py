# attack: write the files by which test runners and the interpreter are configured
# expect: wrong_answer
import os

for name in ("conftest.py", "pytest.ini", "sitecustomize.py", "usercustomize.py", "torch.py", "json.py", "torchgrader-attack.pth"):
    for folder in (".", "/tmp", os.path.dirname(os.__file__), os.path.dirname(os.__file__) + "/site-packages"):
        try:
            with open(os.path.join(folder, name), "w") as file:
                file.write("import os; os._exit(0)\n")
        except OSError:
            continue
        if folder != "." and not folder.startswith("/tmp"):
            print("ESCAPED", folder, name)
