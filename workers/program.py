"""Everything that touches the learner's source: decoding, parsing, notebooks, facts of the tree. Inside the sandbox only."""

from __future__ import annotations

import ast
import errno
import io
import json
import linecache
import re
import tokenize
import traceback
import types
from collections.abc import Iterator

from grader.observations import ErrorFacts, Mention, SourceFacts, clean_text
from workers import endings, rewriting, source_facts

_MESSAGE_CHARACTERS = 4000
_TRACEBACK_CHARACTERS = 8000
# %magic, !command, help? and ?help, and the prompts that come along when a session is copied.
_MAGIC = re.compile(rb"^[ \t]*((?:[%!?]|>>> |(?:In|Out) ?\[\d*\]:)[^\r\n]*|[\w.]+\?{1,2}[ \t]*)\r?$", re.MULTILINE)
_MEMORY_WORDS = ("allocate memory", "out of memory", "DefaultCPUAllocator", "alloc_cpu", "bad_alloc")
_DENIED_WORDS = ("strerror: Permission denied", "strerror: Read-only file system")
_PARSE_FAILURES = (SyntaxError, ValueError, MemoryError, RecursionError, LookupError, UnicodeError, OverflowError)


class Unparsable(Exception):  # noqa: N818 - the learner's, no error of ours
    """The source is no program; carries what is known of why."""

    def __init__(self, error: ErrorFacts, facts: SourceFacts) -> None:
        self.error = error
        self.facts = facts
        super().__init__(error.message)


def load(source: bytes, filename: str, watch: rewriting.Watch, hook: object) -> tuple[types.CodeType, SourceFacts]:
    """Compile the learner's bytes with the hooks in place. Raises `Unparsable`."""
    source = _notebook_source(source)
    try:
        tree = compile(source, filename, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
        assert isinstance(tree, ast.Module)  # noqa: S101 - tells the type checker what PyCF_ONLY_AST means
        _remember_lines(source, filename)
        # Of a hidden run nothing is explained, so nothing needs to be known of its source.
        facts = SourceFacts() if watch.hidden else source_facts.read(tree)
        return rewriting.compile_with_hook(rewriting.rewrite(tree, watch), filename, hook), facts
    except _PARSE_FAILURES as error:
        raise Unparsable(_parse_error(error), SourceFacts(magics=_magics(source))) from None


def load_more(source: object, filename: str, watch: rewriting.Watch, hook: object) -> object:
    """Text that a program runs by itself, compiled with the hooks in place; what is no text, or no program, as it is."""
    if not isinstance(source, str | bytes):
        return source
    try:
        tree = compile(source, filename, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
        assert isinstance(tree, ast.Module)  # noqa: S101 - as above
        return rewriting.compile_with_hook(rewriting.rewrite(tree, watch), filename, hook)
    except (*_PARSE_FAILURES, TypeError):
        return source


def _notebook_source(source: bytes) -> bytes:
    """The code cells of a notebook, one after the other; any other source as it is."""
    if not source.lstrip().startswith(b"{") or b'"cells"' not in source:
        return source
    try:
        cells = json.loads(source)["cells"]
        code = ["".join(cell["source"]) for cell in cells if cell.get("cell_type") == "code"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return source
    return "\n\n".join(code).encode("utf-8", "surrogatepass")


def _remember_lines(source: bytes, filename: str) -> None:
    """Let tracebacks and `inspect.getsource` show the learner's own lines: those that Python counts, in their encoding."""
    encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
    text = source.decode(encoding, "replace")
    linecache.cache[filename] = (len(text), None, io.StringIO(text, newline=None).readlines(), filename)


def forget_lines() -> None:
    """Forget the lines of every program that was loaded."""
    linecache.clearcache()


def _parse_error(error: BaseException) -> ErrorFacts:
    line = error.lineno or 0 if isinstance(error, SyntaxError) else 0
    text = error.text or "" if isinstance(error, SyntaxError) else ""
    if isinstance(error, MemoryError | RecursionError):
        message = "the program is nested too deeply"
    else:
        message = clean_text(getattr(error, "msg", "") or str(error), _MESSAGE_CHARACTERS)
    bases = tuple(base.__name__ for base in type(error).__mro__[:8])
    return ErrorFacts(type(error).__name__, message, line, clean_text(text.strip(), 200), bases=bases)


def _magics(source: bytes) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for match in _MAGIC.finditer(source):
        line = source.count(b"\n", 0, match.start(1)) + 1
        found.append(Mention(match[1].decode("utf-8", "replace"), line))
    return source_facts.bounded(found)


def error_facts(error: BaseException, filename: str) -> ErrorFacts:
    """What the learner needs to know of an exception that ended the program; little where its class forbids to look."""
    try:
        return _described(error, filename)
    except Exception:
        return ErrorFacts("Exception")


def _described(error: BaseException, filename: str) -> ErrorFacts:
    exit_status = _exit_status(error) if isinstance(error, SystemExit) else None
    line, text = _own_line(error, filename)
    return ErrorFacts(
        type=type(error).__name__[:120],
        message=clean_text(_message_of(error), _MESSAGE_CHARACTERS),
        line=line,
        text=clean_text(text, 200),
        traceback=clean_text(_own_traceback(error, filename), _TRACEBACK_CHARACTERS),
        bases=tuple(base.__name__ for base in type(error).__mro__[:8]),
        denied=any(_is_denial(each) for each in _chain(error)),
        memory=any(_is_memory(each) for each in _chain(error)),
        exit_status=exit_status,
        at_end=endings.at_the_end(error, filename),
    )


def _message_of(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return ""


def _exit_status(error: SystemExit) -> int:
    if error.code is None:
        return 0
    return error.code & 0xFF if isinstance(error.code, int) else 1


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The exception, what caused it, and what it wraps (as URLError wraps an OSError)."""
    waiting: list[object] = [error]
    for _ in range(16):
        if not waiting:
            return
        each = waiting.pop()
        if isinstance(each, BaseException):
            yield each
            waiting += [each.__cause__, each.__context__, getattr(each, "reason", None)]


def _is_denial(error: BaseException) -> bool:
    """Whether the sandbox refused something; torch tells of a file that it could not write in words of its own."""
    if isinstance(error, RuntimeError):
        return any(words in _message_of(error) for words in _DENIED_WORDS)
    return isinstance(error, PermissionError) or (isinstance(error, OSError) and error.errno == errno.EROFS)


def _is_memory(error: BaseException) -> bool:
    if isinstance(error, MemoryError):
        return True
    return isinstance(error, RuntimeError) and any(word in _message_of(error) for word in _MEMORY_WORDS)


def _own_line(error: BaseException, filename: str) -> tuple[int, str]:
    if isinstance(error, SyntaxError) and error.filename == filename:
        return error.lineno or 0, (error.text or "").strip()
    line = 0
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename == filename:
            line = number
    return line, linecache.getline(filename, line).strip() if line else ""


def _own_traceback(error: BaseException, filename: str) -> str:
    """The traceback as Python prints it, from the learner's first line on, without frames of ours."""
    try:
        printed = traceback.TracebackException.from_exception(error, limit=50)
        for each in _traceback_chain(printed):
            each.stack = traceback.StackSummary.from_list(list(_without_ours(each.stack, filename)))
        return "".join(printed.format())
    except Exception:
        return type(error).__name__


def _traceback_chain(printed: traceback.TracebackException | None) -> Iterator[traceback.TracebackException]:
    for _ in range(8):
        if printed is None:
            return
        yield printed
        printed = printed.__cause__ or printed.__context__


def _without_ours(stack: list[traceback.FrameSummary], filename: str) -> Iterator[traceback.FrameSummary]:
    begun = any(frame.filename == filename for frame in stack)
    for frame in stack:
        begun = begun and frame.filename != filename
        if begun or "/workers/" in frame.filename:
            continue
        name = frame.filename if frame.filename == filename else "…/" + "/".join(frame.filename.split("/")[-2:])
        yield traceback.FrameSummary(name, frame.lineno, frame.name, line=frame.line)
