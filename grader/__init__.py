"""The trusted side of torchgrader: it judges what a learner's program showed, and never runs one.

Kept free of imports: the harness loads `grader.observations` inside the sandbox, and nothing else may come with it.
"""
