"""The application: routes, the gate before them, errors as problems, and what the process shares."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.routing import APIRoute
from starlette.middleware import Middleware

from grader.api import care, deliveries, exercises, keys, metrics, operations, problems, rejudgings, submissions
from grader.api.answering import answer
from grader.api.documentation import DESCRIPTION, TITLE, describe
from grader.api.gate import Gate
from grader.api.operations import Remembered, check_readiness
from grader.api.service import make_service
from grader.deployment import Deployment

_ROUTERS = tuple(module.router for module in (submissions, exercises, rejudgings, deliveries, keys, care, operations))


def create_app(deployment: Deployment, *, stopping: Callable[[], bool] = lambda: False) -> FastAPI:
    """The service's HTTP side over a deployment that is open. Start its feed, or nobody who waits is woken.

    Args:
        stopping: whether the process was asked to stop: requests that wait then answer with what there is.
    """
    service = make_service(deployment, stopping)
    registry, requests = metrics.make_registry(service)
    app = _make_app(
        [
            Middleware(metrics.RequestTimes, histogram=requests),
            Middleware(Gate, ring=service.ring, writes=service.writes, reads=service.reads),
        ]
    )
    app.state.service = service
    app.state.readiness = Remembered(partial(check_readiness, service))
    app.state.metrics = Remembered(partial(metrics.render, registry))
    return app


def openapi_document() -> dict[str, Any]:
    """The OpenAPI document, without a deployment."""
    return describe(_make_app([]), _ROUTERS)


def _make_app(middleware: list[Middleware]) -> FastAPI:
    app = FastAPI(
        title=TITLE,
        version=version("torchgrader"),
        description=DESCRIPTION,
        # The interactive pages load scripts from elsewhere; the document itself is enough for tools.
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        middleware=middleware,
        generate_unique_id_function=lambda route: route.name,
    )
    problems.install(app, _methods_by_path())
    for router in _ROUTERS:
        app.include_router(router)
    app.add_api_route("/v1/openapi.json", _read_document, include_in_schema=False)
    return app


def _methods_by_path() -> dict[str, str]:
    """Path -> every method that it has. The framework knows a route for each, and names but the first."""
    found: dict[str, set[str]] = {}
    for router in _ROUTERS:
        for route in router.routes:
            if isinstance(route, APIRoute):
                found.setdefault(route.path, set()).update(route.methods or ())
    return {path: ", ".join(sorted(methods)) for path, methods in found.items()}


async def _read_document(request: Request) -> Response:
    return answer(describe(request.app, _ROUTERS))
