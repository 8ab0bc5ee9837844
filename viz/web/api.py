"""The JSON API: the router of the questions behind the gate, with conditional requests and described problems."""

from importlib.metadata import version as installed
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, File, UploadFile
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request

from graph.store import Store
from queries.router import make_router
from viz.web import api_drafts
from viz.web.answers import KeptRoute
from viz.web.page import Asking, reading
from viz.web.turn import PaidTurn
from viz.web.upload import check_draft

VERSION = installed("viendan")
DESCRIPTION = """Who implements an instrument, who has not, and how we know: the questions of `viendan` as JSON.

Offsets are code points into a document's text. Dates are ISO. Lists come in parts (`limit`, `offset`; `page` says how
many there are). Answers to questions have an `ETag`: send it back as `If-None-Match`, and 304 says that nothing has
changed. Keeping and deleting drafts needs a name: `X-Viendan-Name` beside the token.
Problems are `application/problem+json` (RFC 9457); their `type` is stable. Where reading needs a token, send
`Authorization: Bearer …`."""


class ProblemDetails(BaseModel):
    """RFC 9457."""

    model_config = ConfigDict(extra="allow")
    type: str = Field(examples=["tag:viendan,2026:problem/not-found"], description="Stable; programs may rely on it.")
    title: str = Field(examples=["Không có mục này trong kho dữ liệu."])
    status: int = Field(examples=[404])
    instance: str = Field(examples=["/api/v1/units/00000"])
    detail: str | None = None


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}
    return {status: {"description": _SAID[status], "content": content} for status in statuses}


_SAID = {
    400: "The request cannot be read.",
    401: "Reading needs a token here.",
    403: "The request comes from a page that is not ours.",
    404: "There is no such thing.",
    409: "As many drafts are kept as may be.",
    413: "The draft is too large.",
    422: "A parameter is not valid, or the draft cannot be read.",
    429: "Too many requests; `Retry-After` says when to come again.",
    503: "The answer took too long, or the database cannot be used.",
}


async def store_of(request: Request) -> Store:
    """The store, for who may read."""
    return reading(request).store


router = APIRouter(prefix="/api/v1", responses=_problems(400, 401, 422, 503))
router.include_router(make_router(store_of, KeptRoute), responses=_problems(404))
router.include_router(api_drafts.router, responses=_problems(403, 404, 409, 413, 429))


def describe(app: FastAPI) -> None:
    """Adds the problem details, to which every response above refers, to the application's description."""
    made = app.openapi

    def described() -> dict[str, Any]:
        schema = made()
        schema["components"]["schemas"].setdefault("ProblemDetails", ProblemDetails.model_json_schema())
        return schema

    app.openapi = described  # type: ignore[method-assign]


@router.post("/check", tags=["drafts"], summary="The findings of one draft", responses=_problems(403, 413, 429))
def check(
    page: Asking, _turn: PaidTurn, draft: Annotated[UploadFile, File(description="The draft; it is not kept.")]
) -> dict[str, Any]:
    """Holds a draft against the database: what `viendan check --json` prints."""
    limits = page.desk.settings.limits
    body = draft.file.read(limits.upload_bytes + 1)
    return check_draft(page.desk.settings.db, draft.filename or "", body, page.lang, limits, ()).report
