"""The data for other tools: the API, tables, the whole graph as a file."""

import os
from hashlib import blake2b

import anyio.to_thread
from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response, StreamingResponse

from queries.state import state
from queries.version import version
from viz.web.answers import KeptRoute
from viz.web.attachment import disposition
from viz.web.errors import NotFound
from viz.web.exports import FORMS, Form, TooLarge, pieces
from viz.web.page import Page, Reading

router = APIRouter(default_response_class=HTMLResponse)
kept = APIRouter(default_response_class=HTMLResponse, route_class=KeptRoute)


@kept.get("/data")
def data(page: Reading) -> Response:
    limits = page.desk.settings.limits
    known = state(page.store)
    return page.show(
        "data.html",
        state=known,
        forms=[(form, known.mentions <= form.limit(limits), form.limit(limits)) for form in FORMS.values()],
    )


@router.get("/data/viendan.{suffix}")
async def export(page: Reading, suffix: str) -> Response:
    """The whole graph in one form, the same bytes as `viendan export` writes."""
    form = next((f for f in FORMS.values() if f.suffix == f".{suffix}"), None)
    if form is None:
        raise NotFound(suffix)
    return await graph_file(page, form)


async def graph_file(page: Page, form: Form) -> Response:
    """Raises TooLarge, TooSlow, TooOften."""
    now = version(page.store)
    told = "\0".join((page.desk.nonce, str(now), form.name))
    mark = f'W/"{blake2b(told.encode(), digest_size=12).hexdigest()}"'
    if mark in page.request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"etag": mark})
    known = await anyio.to_thread.run_sync(state, page.store)
    if known.mentions > form.limit(page.desk.settings.limits):
        raise TooLarge(form)
    page.spend("corpus")
    file = await page.desk.exports.open(form, now)
    headers = {
        "content-disposition": disposition(f"viendan{form.suffix}"),
        "content-length": str(os.fstat(file.fileno()).st_size),
        "etag": mark,
    }
    return StreamingResponse(pieces(file), headers=headers, media_type=form.media_type)
