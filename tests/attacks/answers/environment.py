# attack: read credentials from the environment, by Python and by the C library
# expect: wrong_answer
import ctypes
import os
import posix

libc = ctypes.CDLL(None)
libc.getenv.restype = ctypes.c_char_p
names = ("TORCHGRADER_CANARY", "GRADER_DATABASE_URL", "GRADER_BROKER_URL", "HOME", "PATH", "AWS_SECRET_ACCESS_KEY")
for name in names:
    if libc.getenv(name.encode()) or name in os.environ or name.encode() in posix.environ:
        print("ESCAPED", name)
environ = ctypes.POINTER(ctypes.c_char_p).in_dll(libc, "environ")
position = 0
while environ and environ[position]:
    if b"CANARY" in environ[position] or b"GRADER" in environ[position]:
        print("ESCAPED", environ[position])
    position += 1
