"""What waits for a person, and what people decided: the queue, the judgements, and applying them."""

import threading
from collections.abc import Iterable
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, Path, Query
from sqlalchemy import select
from starlette.responses import HTMLResponse, Response

from graph.judgement import Judgement, Kind, UnknownReference, active, record, reference, undo
from graph.registry import default_registry, read_registry
from graph.resolve import resolve
from graph.schema import documents, findings, instruments, meta
from queries.findings.finding import Finding
from queries.findings.report import finding
from queries.lookup import find
from queries.queue import Waiting, compared, queue, waiting_to_apply
from queries.version import notice
from viz.web.deadline import DEADLINE
from viz.web.errors import NotFound
from viz.web.page import Page, Reading, Writing
from viz.web.pages_start import inside
from viz.web.render import link

router = APIRouter(default_response_class=HTMLResponse)
_applying = threading.Lock()
_SHOWN = 10
_NAMED = 6
"""Instruments that are offered for the words that a person typed."""
MOST = 2**63 - 1

Next = Annotated[str, Form(max_length=2000)]
Why = Annotated[str, Form(max_length=2000)]
Key = Annotated[str, Form(max_length=300)]


@router.get("/queue")
def show_queue(
    page: Reading,
    kind: Literal["unresolved", "doubtful"] = "unresolved",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    mention: Annotated[int | None, Query(ge=0, le=MOST)] = None,
    q: Annotated[str, Query(max_length=300)] = "",
) -> Response:
    """With `mention` and `q`, that citation with the instruments that `q` names."""
    found = queue(page.store, kind, limit=_SHOWN, offset=offset)
    decided = _decided(page, found.items)
    asked = find(page.store, q) if mention is not None and q.strip() else None
    named = [it.id for it in (asked.instrument, *asked.candidates) if it][:_NAMED] if asked else []
    return page.show(
        "queue.html",
        found=found,
        looked_for=mention,
        typed=q,
        asked=asked,
        searched=compared(page.store, mention, named) if mention is not None else (),
        waiting_items=[item for item in found.items if item.mention not in decided],
        decided=[(item, decided[item.mention]) for item in found.items if item.mention in decided],
        names=_labels(page, decided.values()),
        limit=_SHOWN,
        kind=kind,
        offset=offset,
        waiting=waiting_to_apply(page.store),
        address=lambda k: link("queue", kind=kind, offset=k or None),
    )


@router.get("/judgements")
def judgements(page: Reading, offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0) -> Response:
    every = active(page.store, undone=True)[::-1]
    shown = every[offset : offset + 50]
    return page.show(
        "judgements.html",
        found=shown,
        names=_labels(page, shown),
        noted=_noted(page, shown),
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
    return _done(page, Kind.SAME, {"a": a, "b": b}, why, next, at="next")


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
        answer = _done(page, Kind.DIFFERENT, {"a": a, "b": b}, why, next, at="next")
    return answer


@router.post("/decide/value")
def right_value(
    *,
    page: Writing,
    instrument: Key,
    attribute: Annotated[Literal["type", "number", "symbol", "date", "issuer", "title"], Form()],
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
    key: Annotated[str, Form(alias="finding", max_length=300)],
    verdict: Annotated[Literal["accepted", "rejected"], Form()],
    why: Why = "",
    next: Next = "/findings",
) -> Response:
    """A finding is right, or is none."""
    return _done(page, Kind.FINDING, {"finding": key, "verdict": verdict}, why, next, at=f"f-{key}")


@router.post("/decide/undo/{key}")
def take_back(
    *,
    page: Writing,
    key: Annotated[str, Path(max_length=64)],
    whole: Annotated[bool, Form()] = False,
    next: Next = "/judgements",
) -> Response:
    """Takes a judgement back; the `whole` of it is what one click recorded: of "none of them" each of the pairs."""
    try:
        for one in _with(page, key) if whole else [key]:
            undo(page.store, one, page.visitor.name or "")
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


def _decided(page: Page, items: Iterable[Waiting]) -> dict[int, Judgement]:
    """By mention, what a person said of it last: it waits for the next build, or stays as it is after it."""
    waiting = list(items)
    with page.store.read() as connection:
        query = select(documents.c.id, documents.c.sha256).where(documents.c.id.in_({it.document for it in waiting}))
        marks = {row.id: row.sha256 for row in connection.execute(query)}
    said = {
        (place["sha256"], place["start"], place["end"]): judgement
        for judgement in active(page.store)
        for end in ("a", "b")
        if (end in judgement.subject) and judgement.subject[end].get("instrument") is None
        for place in judgement.subject[end]["mentions"]
    }
    places = {it.mention: (marks.get(it.document), it.start, it.end) for it in waiting}
    return {mention: said[place] for mention, place in places.items() if place in said}


def _with(page: Page, key: str) -> list[str]:
    """The judgement, and with one that the citation means not this instrument those that it means not the others."""
    every = active(page.store)
    it = next((j for j in every if j.id == key), None)
    if it is None or it.kind is not Kind.DIFFERENT or it.subject["a"].get("instrument"):
        return [key]
    return [j.id for j in every if (j.kind, j.who, j.subject.get("a")) == (it.kind, it.who, it.subject["a"])]


def _labels(page: Page, found: Iterable[Judgement]) -> dict[str, str]:
    """What the instruments are called that the judgements name."""
    ends = [j.subject[end] for j in found for end in ("a", "b", "of") if isinstance(j.subject.get(end), dict)]
    keys = {key for end in ends if (key := end.get("instrument"))}
    with page.store.read() as connection:
        query = select(instruments.c.id, instruments.c.label).where(instruments.c.id.in_(keys))
        return {row.id: row.label for row in connection.execute(query)}


def _noted(page: Page, found: Iterable[Judgement]) -> dict[str, Finding]:
    """The findings that the judgements are on, those that there still are."""
    keys = {j.subject["finding"] for j in found if "finding" in j.subject}
    with page.store.read() as connection:
        rows = connection.execute(select(findings).where(findings.c.id.in_(keys))).all()
    return {row.id: finding(row, page.lang, None) for row in rows}


def _done(page: Page, kind: Kind, subject: dict[str, Any], why: str, target: str, *, at: str = "") -> Response:
    """Records it with the person's name; the page that follows offers to take it back, and goes on at `at`."""
    made = record(page.store, kind, subject, page.visitor.name or "", " ".join(why.split()))
    notice(page.store)
    address = inside(target)
    return page.go(f"{address}{'&' if '?' in address else '?'}done={made.id}{f'#{quote(at)}' if at else ''}")
