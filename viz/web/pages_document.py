"""The documents of the corpus, and one of them to be read."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, Response

from queries.finding_page import fresh
from queries.listing import list_documents
from queries.reading import PAGE, place_of_line, read_document
from queries.scope import unit_name
from queries.unit import document_label
from viz.i18n import labels
from viz.web.answers import KeptRoute
from viz.web.marked import rows
from viz.web.page import Reading
from viz.web.render import link

At = Annotated[int | None, Query(ge=0, le=2_000_000_000)]
router = APIRouter(default_response_class=HTMLResponse, route_class=KeptRoute)


@router.get("/documents")
def documents(
    page: Reading, q: Annotated[str, Query(max_length=200)] = "", offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0
) -> Response:
    found = list_documents(page.store, q, limit=100, offset=offset)
    return page.show(
        "documents.html",
        found=found,
        q_documents=q,
        offset=offset,
        address=lambda k: link("documents", q=q, offset=k or None),
    )


@router.get("/d/{key}")
def document(page: Reading, key: str, at: At = None, line: At = None) -> Response:
    fresh(page.store)
    place = at if at is not None or line is None else place_of_line(page.store, key, line)
    reading = read_document(page.store, key, place or 0, lang=page.lang)
    relation = {k: v.text for k, v in labels("relation", page.lang).items()}
    starts = range(0, max(reading.length, 1), PAGE)
    return page.show(
        "document.html",
        it=reading,
        name=document_label(reading.type, reading.number, reading.symbol),
        unit=unit_name(reading.unit_code),
        rows=rows(reading, relation, page.lang, place),
        pages=[link("d", key, at=s) for s in starts],
        here_page=min((reading.start + PAGE // 2) // PAGE, len(starts) - 1),
    )
