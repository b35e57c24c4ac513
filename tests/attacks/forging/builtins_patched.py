# attack: patch the builtins that the harness uses
# expect: wrong_answer, runtime_error
import builtins

builtins.isinstance = builtins.issubclass = builtins.callable = lambda *arguments: True
builtins.len = lambda thing: 0
builtins.getattr = lambda *arguments: 27.0
builtins.print = builtins.open = builtins.vars = lambda *arguments, **options: {}
