# attack: raise an error that is its own cause
# expect: runtime_error
first, second = ValueError("a"), ValueError("b")
first.__cause__, second.__cause__ = second, first
first.__context__ = first
raise first
