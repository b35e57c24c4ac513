# attack: ask the cloud for its credentials
# expect: forbidden_operation, runtime_error
import urllib.request

print("ESCAPED", urllib.request.urlopen("http://169.254.169.254/latest/meta-data/", timeout=2).read(10))
