"""The questions as a JSON API. The same functions answer the command line; the shapes are theirs, with a `page` beside
lists."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Annotated, Any, TypeVar

import orjson
from fastapi import APIRouter, Depends, Path, Query
from fastapi.routing import APIRoute
from starlette.responses import Response

from graph.store import Store
from queries.body import BodyLine, BodyPage, bodies, body_page
from queries.documents import Documents, documents
from queries.finding_page import finding_page
from queries.findings.finding import Report
from queries.findings.wanted import Wanted
from queries.gaps import Gaps, gaps
from queries.instruments import Instruments, instruments
from queries.lookup import Candidate, Lookup, find, suggest
from queries.matrix import Filter, Matrix, matrix
from queries.queue import Queue, queue
from queries.scoreboard import Scoreboard, scoreboard
from queries.show import Show, show
from queries.state import State, state
from queries.unit import UnitPage, unit_page
from queries.who import Who, who

T = TypeVar("T")
MOST = 1000


@dataclass(frozen=True, slots=True)
class Cut:
    """Which part of a list this is."""

    total: int
    limit: int
    offset: int


@dataclass(frozen=True, slots=True)
class DocumentsPage(Documents):
    page: Cut


@dataclass(frozen=True, slots=True)
class InstrumentsPage(Instruments):
    page: Cut


@dataclass(frozen=True, slots=True)
class WhoPage(Who):
    page: Cut = Cut(0, 0, 0)
    """Of the implementers."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    suggestions: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class ReportPage(Report):
    page: Cut


@dataclass(frozen=True, slots=True)
class BodiesPage:
    bodies: tuple[BodyLine, ...]
    page: Cut


Asked = Annotated[
    str,
    Query(
        max_length=300,
        description="What a person types: number and symbol, abbreviations, words of the subject, an id.",
        examples=["chi thi 33", "99-QĐ/TW", "NQ 45 HDND 2024", "luật dân chủ cơ sở"],
    ),
]
Day = Annotated[
    date | None, Query(description="The day asked about; today where it is left out.", examples=["2026-11-20"])
]
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many of the list.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="How many of the list to pass over.")]


def answered(value: Any) -> Response:
    """The value as JSON, straight from its dataclass."""
    return Response(orjson.dumps(value, default=_plain), media_type="application/json")


def _plain(value: Any) -> Any:
    """What orjson leaves to the caller: tuples with names, mappings that are no dict."""
    return dict(value) if isinstance(value, Mapping) else list(value)


def _part(items: Sequence[T], limit: int, offset: int) -> tuple[tuple[T, ...], Cut]:
    return tuple(items[offset : offset + limit]), Cut(len(items), limit, offset)


def make_router(store_of: Callable[..., Any], route_class: type[APIRoute] = APIRoute) -> APIRouter:
    """The router. `store_of` is a dependency that gives the store (and refuses who may not read)."""
    router = APIRouter(route_class=route_class, tags=["questions"])
    Kept = Annotated[Store, Depends(store_of)]  # noqa: N806 (a type)

    def get(path: str, model: Any, summary: str) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
        return router.get(path, response_model=model, summary=summary)

    @get("/state", State, "The corpus in a few figures")
    def _state(store: Kept) -> Response:
        return answered(state(store))

    @get("/lookup", Lookup, "Which instrument a query means")
    def _lookup(store: Kept, q: Asked) -> Response:
        """The one clear best match; or candidates, best first, and nothing guessed."""
        return answered(find(store, q))

    @get("/suggest", Suggestions, "What a person may be about to type")
    def _suggest(store: Kept, q: Asked, limit: Annotated[int, Query(ge=1, le=20)] = 8) -> Response:
        return answered(Suggestions(suggest(store, q, limit)))

    @get("/documents", DocumentsPage, "The documents of the corpus")
    def _documents(store: Kept, limit: Limit = 100, offset: Offset = 0) -> Response:
        part, cut = _part(documents(store).documents, limit, offset)
        return answered(DocumentsPage(part, cut))

    @get("/instruments", InstrumentsPage, "The instruments, each with its mentions; and what stays unresolved")
    def _instruments(store: Kept, q: Asked = "", limit: Limit = 100, offset: Offset = 0) -> Response:
        found = instruments(store, q or None)
        part, cut = _part(found.instruments, limit, offset)
        open_ = found.unresolved[offset : offset + limit]
        return answered(InstrumentsPage(found.query, found.candidates, found.reason, part, open_, cut))

    @get("/show", Show, "Everything known about one instrument")
    def _show(store: Kept, q: Asked) -> Response:
        """Each attribute with every value seen, how often and where; relations both ways."""
        return answered(show(store, q))

    @get("/who", WhoPage, "Who implements an instrument")
    def _who(store: Kept, q: Asked, limit: Limit = 100, offset: Offset = 0) -> Response:
        """`via` is empty where the document cites the instrument itself, and else the chain through which it implements
        it."""
        found = who(store, q, limit=limit, offset=offset)
        return answered(
            WhoPage(**{f.name: getattr(found, f.name) for f in fields(found)}, page=Cut(found.total, limit, offset))
        )

    @get("/gaps", Gaps, "Which units have not implemented an instrument")
    def _gaps(store: Kept, q: Asked, as_of: Day = None) -> Response:
        """One status a unit in scope, with its reason. `no_documents`: nothing is known, which is not the same as not
        done."""
        return answered(gaps(store, q, as_of))

    @get("/scoreboard", Scoreboard, "How far every unit has come")
    def _scoreboard(store: Kept, as_of: Day = None) -> Response:
        return answered(scoreboard(store, as_of))

    @get("/matrix", Matrix, "Units by instruments")
    def _matrix(
        *,
        store: Kept,
        issuer: Annotated[str, Query(max_length=300)] = "",
        type: Annotated[str, Query(max_length=100)] = "",
        level: Annotated[str, Query(max_length=40)] = "",
        since: Day = None,
        until: Day = None,
        all_units: bool = False,
        limit: Limit = 200,
        offset: Offset = 0,
    ) -> Response:
        first, last = (d.isoformat() if d else "" for d in (since, until))
        return answered(matrix(store, Filter(issuer, type, level, first, last, not all_units), limit, offset))

    @get("/units/{code}", UnitPage, "One ward or commune: what binds it, its documents, its tasks")
    def _unit(
        store: Kept, code: Annotated[str, Path(max_length=10, examples=["11446"])], as_of: Day = None
    ) -> Response:
        return answered(unit_page(store, code, as_of))

    @get("/bodies", BodiesPage, "The bodies that tasks name")
    def _bodies(store: Kept, limit: Limit = 100, offset: Offset = 0) -> Response:
        return answered(BodiesPage(*_part(bodies(store), limit, offset)))

    @get("/body", BodyPage, "The tasks of one body across the documents")
    def _body(store: Kept, name: Annotated[str, Query(max_length=500)], unit: str | None = None) -> Response:
        return answered(body_page(store, name, unit))

    @get("/report", ReportPage, "The inconsistency report")
    def _report(
        *,
        store: Kept,
        rule: Annotated[str, Query(max_length=60)] = "",
        severity: Annotated[str, Query(pattern="^(error|warning|info)?$")] = "",
        document: Annotated[str, Query(max_length=200)] = "",
        instrument: Annotated[str, Query(max_length=200)] = "",
        unit: Annotated[str, Query(max_length=10)] = "",
        judged: Annotated[str, Query(pattern="^(open|accepted|rejected)?$")] = "",
        lang: Annotated[str, Query(pattern="^(vi|en)$")] = "vi",
        limit: Limit = 100,
        offset: Offset = 0,
    ) -> Response:
        """Findings, most severe first, each with its evidence; and the rules."""
        wanted = Wanted(rule, severity, document, instrument, unit, judged)
        found = finding_page(store, wanted, lang=lang, limit=limit, offset=offset)
        return answered(ReportPage(found.findings, found.rules, Cut(found.total, limit, offset)))

    @get("/queue", Queue, "What waits for a person: unresolved and doubtful citations")
    def _queue(
        store: Kept,
        kind: Annotated[str, Query(pattern="^(unresolved|doubtful)$")] = "unresolved",
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
        offset: Offset = 0,
    ) -> Response:
        return answered(queue(store, kind, limit, offset))

    return router
