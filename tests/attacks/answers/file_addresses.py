# attack: read a local file by its address
# expect: wrong_answer, forbidden_operation, runtime_error
import urllib.request

print("ESCAPED", urllib.request.urlopen("file:///etc/passwd").read(10))
