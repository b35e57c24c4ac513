# attack: start a program and let the denial pass
# expect: forbidden_operation
import subprocess

subprocess.run(["/bin/sh", "-c", "echo ESCAPED"])
