"""What waits for a person, and what people decided: the queue, the judgements, and applying them."""

import threading
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Path, Query
from sqlalchemy import select
from starlette.responses import HTMLResponse, Response

from graph.judgement import Kind, UnknownReference, active, record, reference, undo
from graph.registry import default_registry, read_registry
from graph.resolve import resolve
from graph.schema import meta
from queries.queue import queue, waiting_to_apply
from queries.version import notice
from viz.web.deadline import DEADLINE
from viz.web.errors import NotFound
from viz.web.page import Page, Reading, Writing
from viz.web.pages_start import inside
from viz.web.render import link

router = APIRouter(default_response_class=HTMLResponse)
_applying = threading.Lock()

Next = Annotated[str, Form(max_length=2000)]
Why = Annotated[str, Form(max_length=2000)]
Key = Annotated[str, Form(max_length=300)]


@router.get("/queue")
def show_queue(
    page: Reading,
    kind: Literal["unresolved", "doubtful"] = "unresolved",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Response:
    found = queue(page.store, kind, limit=10, offset=offset)
    return page.show(
        "queue.html",
        found=found,
        kind=kind,
        offset=offset,
        waiting=waiting_to_apply(page.store),
        address=lambda k: link("queue", kind=kind, offset=k or None),
    )


@router.get("/judgements")
def judgements(page: Reading, offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0) -> Response:
    every = active(page.store, undone=True)[::-1]
    return page.show(
        "judgements.html",
        found=every[offset : offset + 50],
        total=len(every),
        offset=offset,
        waiting=waiting_to_apply(page.store),
        address=lambda k: link("judgements", offset=k or None),
    )


@router.post("/decide/choose")
def choose(
    *, page: Writing, mention: Annotated[int, Form()], instrument: Key, why: Why = "", next: Next = "/queue"
) -> Response:
    """The citation means that instrument."""
    with page.store.read() as connection:
        a, b = _references(connection, mention, instrument)
    return _done(page, Kind.SAME, {"a": a, "b": b}, why, next)


@router.post("/decide/none")
def none_of_them(
    *,
    page: Writing,
    mention: Annotated[int, Form()],
    candidate: Annotated[list[str], Form(max_length=50)],
    why: Why = "",
    next: Next = "/queue",
) -> Response:
    """The citation means none of the instruments that were offered."""
    with page.store.read() as connection:
        pairs = [_references(connection, mention, key) for key in candidate]
    answer = page.go(inside(next))
    for a, b in pairs:
        answer = _done(page, Kind.DIFFERENT, {"a": a, "b": b}, why, next)
    return answer


@router.post("/decide/value")
def right_value(
    *,
    page: Writing,
    instrument: Key,
    attribute: Literal["type", "number", "symbol", "date", "issuer", "title"] = "date",
    value: Annotated[str, Form(min_length=1, max_length=1000)],
    why: Why = "",
    next: Next = "/",
) -> Response:
    """The right value of an attribute of an instrument."""
    with page.store.read() as connection:
        of = _reference(connection, instrument)
    return _done(page, Kind.VALUE, {"of": of, "attribute": attribute, "value": value}, why, next)


@router.post("/decide/finding")
def on_finding(
    *,
    page: Writing,
    finding: Key,
    verdict: Literal["accepted", "rejected"] = "accepted",
    why: Why = "",
    next: Next = "/findings",
) -> Response:
    """A finding is right, or is none."""
    return _done(page, Kind.FINDING, {"finding": finding, "verdict": verdict}, why, next)


@router.post("/decide/undo/{key}")
def take_back(*, page: Writing, key: Annotated[str, Path(max_length=64)], next: Next = "/judgements") -> Response:
    try:
        undo(page.store, key, page.visitor.name or "")
        notice(page.store)
    except UnknownReference:
        raise NotFound(key) from None
    return page.go(inside(next))


@router.post("/decide/apply")
def apply(*, page: Writing, next: Next = "/judgements") -> Response:
    """Resolves what the judgements touch. Takes as long as it takes; one at a time."""
    page.spend("rebuild")
    registry = registry_to_use(page)
    token = DEADLINE.set(None)
    try:
        with _applying:
            resolve(page.store, registry)
        notice(page.store)
    finally:
        DEADLINE.reset(token)
    return page.go(inside(next))


def registry_to_use(page: Page) -> Any:
    """The registry that the store was built with: the shipped one or none. Raises NotFound for another."""
    built_with = registry_of(page)
    for path in (default_registry(), None):
        registry = read_registry(path)
        if built_with == registry.digest:
            return registry
    raise NotFound("registry")


def registry_of(page: Page) -> str:
    """The digest of that registry; empty where the store does not say."""
    with page.store.read() as connection:
        state = connection.execute(select(meta.c.value).where(meta.c.name == "resolver")).scalar() or ""
    return str(state).partition(" ")[2]


def _references(connection: Any, mention: int, instrument: str) -> tuple[dict[str, Any], dict[str, Any]]:
    return _reference(connection, mention), _reference(connection, instrument)


def _reference(connection: Any, key: int | str) -> dict[str, Any]:
    try:
        return reference(connection, key)
    except UnknownReference:
        raise NotFound(str(key)) from None


def _done(page: Page, kind: Kind, subject: dict[str, Any], why: str, target: str) -> Response:
    """Records it with the person's name; the page that follows offers to take it back."""
    made = record(page.store, kind, subject, page.visitor.name or "", " ".join(why.split()))
    notice(page.store)
    address = inside(target)
    return page.go(f"{address}{'&' if '?' in address else '?'}done={made.id}")
