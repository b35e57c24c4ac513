"""docs/api.md, made from the OpenAPI document: `python -m grader.api.reference > docs/api.md`."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from grader.api.application import openapi_document
from grader.api.documentation import COMMON, TAGS, WITH_BODY
from grader.api.problems import KINDS, MEDIA_TYPE

_INTRODUCTION = """\
# API reference

Made from the OpenAPI document (`/v1/openapi.json`) by `python -m grader.api.reference`; a test keeps it current. Begin with
[integrating.md](integrating.md).
"""
_ABOUT_PROBLEMS = """\
Every error is `application/problem+json`. Its `type` is `urn:torchgrader:problem:` and one of these names. Those marked with a
star may come from every endpoint that asks for a key, or that reads a body."""
#: Problems that are described once, for all endpoints.
_SHARED = frozenset(kind.name for kind in (*COMMON, *WITH_BODY))
_KIND = re.compile(r"`([a-z-]+)`: ")
_SAYS_NOTHING = "Successful Response"
_REFERENCE = "#/components/schemas/"


def render(document: Mapping[str, Any]) -> str:
    """The OpenAPI document as one page of Markdown."""
    lines = [_INTRODUCTION, *_wrapped(document["info"]["description"])]
    operations = [
        (path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    for tag, text in TAGS:
        lines += [f"## {tag.capitalize()}", "", text, ""]
        for path, method, operation in operations:
            if tag in operation["tags"]:
                lines += _endpoint(f"{method.upper()} {path}", operation)
    lines += ["## Webhook messages", ""]
    for methods in document["webhooks"].values():
        lines += _endpoint("POST your callback_url", methods["post"])
    lines += _problems()
    lines += _objects(document["components"]["schemas"])
    return "\n".join(lines).rstrip() + "\n"


def _endpoint(heading: str, operation: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"### `{heading}`", "", f"**{operation['summary']}.** {_flat(operation.get('description', ''))}", "")
    security = operation.get("security")
    if security is not None:
        scopes = [f"`{scope}`" for alternative in security for scope in alternative["key"]]
        yield from (f"Scope: {' or '.join(scopes) or 'any key'}.", "")
    parameters = operation.get("parameters", [])
    if parameters:
        yield from ("| parameter | in | type | |", "| --- | --- | --- | --- |")
        for parameter in parameters:
            schema = parameter["schema"]
            text = _flat(parameter.get("description") or schema.get("description") or _inner_description(schema))
            kind = _type(schema).removesuffix(" or null")
            yield f"| `{parameter['name']}` | {parameter['in']} | {kind} | {text} |"
        yield ""
    body = operation.get("requestBody")
    if body is not None:
        kinds = ", ".join(f"{_type(content['schema'])} as `{kind}`" for kind, content in body["content"].items())
        optional = "" if body.get("required") else ", optional"
        yield from (f"Body{optional}: {kinds}.", "")
    yield from _answers(operation["responses"])


def _answers(responses: Mapping[str, Any]) -> Iterator[str]:
    """What is answered: successes one by one, problems by name, those that every endpoint has left out."""
    yield from ("| status | body | |", "| --- | --- | --- |")
    problems: list[str] = []
    for status, response in responses.items():
        if MEDIA_TYPE in response.get("content", {}):
            problems += _KIND.findall(response["description"])
        else:
            text = _flat(response["description"]).replace(_SAYS_NOTHING, "")
            yield f"| {status} | {_content(response)} | {text} |"
    yield ""
    own = [f"`{name}`" for name in problems if name not in _SHARED]
    if own:
        yield from (f"[Problems](#problems) of its own: {', '.join(own)}.", "")


def _content(response: Mapping[str, Any]) -> str:
    shown = []
    for kind, content in response.get("content", {}).items():
        schema = content.get("schema", {})
        shown.append(_type(schema) if schema.get("$ref") else f"`{kind}`")
    return ", ".join(shown)


def _problems() -> Iterator[str]:
    yield from (
        "## Problems",
        "",
        _ABOUT_PROBLEMS,
        "",
        "| name | status | title | |",
        "| --- | --- | --- | --- |",
    )
    for kind in KINDS:
        star = " *" if kind.name in _SHARED else ""
        yield f"| `{kind.name}`{star} | {kind.status} | {kind.title} | {kind.when} |"
    yield ""


def _objects(schemas: Mapping[str, Any]) -> Iterator[str]:
    yield from ("## Objects", "")
    for name, schema in sorted(schemas.items()):
        if "properties" in schema:
            yield from _object(name, schema)
        elif "enum" in schema:
            values = ", ".join(f"`{value}`" for value in schema["enum"])
            yield from (f"### {name}", "", f"{_flat(schema.get('description', ''))} One of {values}.", "")


def _object(name: str, schema: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"### {name}", "", _flat(schema.get("description", "")), "")
    required = set(schema.get("required", ()))
    yield from ("| member | type | |", "| --- | --- | --- |")
    for member, described in schema["properties"].items():
        text = _flat(described.get("description", "") or _inner_description(described))
        default = described.get("default")
        if member not in required and default not in (None, []):
            text = f"{text} Default: `{json.dumps(default)}`.".strip()
        yield f"| `{member}` | {_type(described)} | {text} |"
    yield ""
    for example in schema.get("examples", ())[:1]:
        yield from ("```json", json.dumps(example, indent=2, ensure_ascii=False), "```", "")


def _inner_description(schema: Mapping[str, Any]) -> str:
    """What an optional value's own type says of it."""
    return next((str(each["description"]) for each in schema.get("anyOf", ()) if "description" in each), "")


def _type(schema: Mapping[str, Any]) -> str:
    """A schema in a few words."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(_REFERENCE)
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_type(each) for each in schema["anyOf"]))
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    kind = schema.get("format") or schema.get("contentEncoding") or schema.get("type", "any")
    return str(kind) + _bounds(schema)


def _bounds(schema: Mapping[str, Any]) -> str:
    low = schema.get("minimum", schema.get("minLength", schema.get("minItems")))
    high = schema.get("maximum", schema.get("maxLength", schema.get("maxItems")))
    if low is None and high is None:
        return ""
    unit = " characters" if "maxLength" in schema or "minLength" in schema else ""
    return f" ({'' if low is None else f'{low:g}'} to {'' if high is None else f'{high:g}'}{unit})".replace("( ", "(")


def _flat(text: str) -> str:
    """Text for a table or a paragraph: on one line, with nothing that ends a cell."""
    return " ".join(text.split()).replace("|", "\\|")


def _wrapped(text: str) -> list[str]:
    return [*text.strip().splitlines(), ""]


if __name__ == "__main__":
    sys.stdout.write(render(openapi_document()))
