# attack: download a solution
# expect: forbidden_operation, runtime_error
import urllib.request

print("ESCAPED", urllib.request.urlopen("https://raw.githubusercontent.com/").status)
