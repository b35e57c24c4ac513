# attack: import the trusted side and ask it to grade
# expect: wrong_answer
import importlib

for name in ("grader.grading", "grader.exercise", "grader.checks", "grader.variants", "grader.config", "grader.store", "workers.sandbox", "workers.tasks"):
    try:
        importlib.import_module(name)
    except (ImportError, OSError):
        continue
    print("ESCAPED", name)
