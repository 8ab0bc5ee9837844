"""The JSON API's part on kept drafts and the whole graph: what the pages do, for programs."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, File, Path, Query, UploadFile
from pydantic import TypeAdapter
from starlette.responses import JSONResponse, Response

from graph.kept_draft import KeptDraft
from queries.kept_drafts import Changes, KeptDrafts, list_kept
from queries.router import Limit, Offset, answered
from viz.web.exports import FORMS, MEDIA
from viz.web.keeping import Rechecked, keep, recheck
from viz.web.page import Knowing, Reading, Writing
from viz.web.pages_data import graph_file
from viz.web.pages_kept import draft_file, forget, report_file
from viz.web.turn import PaidTurn, Turn
from viz.web.upload import check_draft

router = APIRouter()

_HASH = "3a6eb0790f39ac87c94f3856b2dd2c5d110e6811602261a9a923d3bb23adc8b7"
_DRAFT = {
    "sha256": _HASH, "name": "du-thao-ke-hoach.docx", "size": 48211, "who": "Trần Thị Bình",
    "at": "2026-11-20T08:15:02.113+00:00", "lang": "vi", "rules": "9d1f4c0b7a2e6358", "errors": 1, "warnings": 3,
    "notes": 5,
}  # fmt: skip
_FINDING = {
    "id": "5c7a0f6e1b2d", "rule": "date-conflict", "severity": "warning", "line": 8,
    "message": "Ngày ban hành khác với các văn bản khác.", "suggestion": "ngày 20/5/2020",
}  # fmt: skip
_CHANGES = {
    "new": [], "gone": [_FINDING], "altered": [], "rules": False,
    "instruments": [{"id": "nd-30-2020-cp", "label": "Nghị định 30/2020/NĐ-CP", "then": "in_force", "now": "amended"}],
}  # fmt: skip
Hash = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="SHA-256 of the draft's bytes.", examples=[_HASH])]
_CHANGED: TypeAdapter[Changes] = TypeAdapter(Changes)
_KEPT: TypeAdapter[KeptDraft] = TypeAdapter(KeptDraft)


def _example(value: Any, about: str, status: int = 200) -> dict[int | str, dict[str, Any]]:
    return {status: {"description": about, "content": {"application/json": {"example": value}}}}


def _file(about: str, *types: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"description": about, "content": {t.partition(";")[0]: {} for t in types}}}


@router.get(
    "/drafts",
    tags=["drafts"],
    summary="The drafts that people keep",
    response_model=KeptDrafts,
    responses=_example({"drafts": [_DRAFT], "total": 1, "bytes": 48211, "log": []}, "The last one kept first."),
)
def drafts(page: Knowing, limit: Limit = 100, offset: Offset = 0) -> Response:
    """For who gives a name: signed in, named by the proxy, or with `X-Viendan-Name` beside the token. A kept draft is
    no document of the corpus: it is in no other answer."""
    return answered(list_kept(page.store, limit=limit, offset=offset))


@router.post(
    "/drafts",
    tags=["drafts"],
    summary="Check a draft and keep it",
    status_code=201,
    response_model=None,
    responses=_example({"draft": _DRAFT, "new": True, "report": {"findings": [_FINDING], "rules": []}}, "Kept.", 201),
)
def keep_one(
    page: Writing,
    _turn: PaidTurn,
    draft: Annotated[UploadFile, File(description="The draft; its bytes and findings are kept.")],
) -> Response:
    """Its bytes and its findings as of now, with who and when. Bytes that are kept already stay as they were first
    kept: 200, and `new` is false."""
    settings = page.desk.settings
    name, body = draft.filename or "", draft.file.read(settings.limits.upload_bytes + 1)
    checked = check_draft(settings.db, name, body, page.lang, settings.limits, ())
    kept, new = keep(page, name, body, checked)
    answer = {"draft": _KEPT.dump_python(kept, mode="json"), "new": new, "report": checked.report}
    return JSONResponse(answer, 201 if new else 200, {"location": f"/api/v1/drafts/{kept.sha256}"})


@router.get(
    "/drafts/{sha256}",
    tags=["drafts"],
    summary="A kept draft, checked anew, and what changed since",
    response_model=None,
    responses=_example(
        {
            "draft": _DRAFT, "document": None, "then": {"findings": [_FINDING], "rules": []},
            "now": {"findings": [], "rules": []}, "changes": _CHANGES,
        },
        "`then` and `now` are what `POST /check` answers; `document` is the one of the corpus with the same bytes.",
    ),
)  # fmt: skip
def one(page: Knowing, _turn: Turn, sha256: Hash) -> Response:
    return JSONResponse(_told(recheck(page, sha256)))


def _told(found: Rechecked) -> dict[str, Any]:
    return {
        "draft": _KEPT.dump_python(found.opened.draft, mode="json"),
        "document": found.opened.document,
        "then": found.opened.report,
        "now": found.now.report,
        "changes": _CHANGED.dump_python(found.changes, mode="json"),
    }


@router.get(
    "/drafts/{sha256}/report",
    tags=["drafts"],
    summary="The report on a kept draft as a file",
    response_class=Response,
    responses=_file("Of a check against the corpus as it is now.", *MEDIA.values()),
)
def report(
    page: Knowing,
    _turn: Turn,
    sha256: Hash,
    form: Annotated[Literal["html", "docx", "xlsx"], Query(description="Of the file.", examples=["docx"])] = "docx",
) -> Response:
    return report_file(page, sha256, form)


@router.get(
    "/drafts/{sha256}/file",
    tags=["drafts"],
    summary="The bytes of a kept draft",
    response_class=Response,
    responses=_file("The file as it was given.", "application/octet-stream"),
)
def file(page: Knowing, sha256: Hash) -> Response:
    return draft_file(page, sha256)


@router.delete("/drafts/{sha256}", tags=["drafts"], summary="Delete a kept draft", status_code=204)
def remove(page: Writing, sha256: Hash) -> Response:
    """Its bytes and findings are gone for good; who deleted it and when is on record."""
    forget(page, sha256)
    return Response(status_code=204)


@router.get(
    "/export",
    tags=["questions"],
    summary="The whole graph as a file",
    response_class=Response,
    responses=_file("What `viendan export` writes, byte for byte.", *(f.media_type for f in FORMS.values())),
)
async def export(
    page: Reading,
    form: Annotated[
        Literal["ttl", "nt", "jsonld", "graphml", "csv"],
        Query(description="Turtle, N-Triples, JSON-LD, GraphML, or CSV tables in a zip.", examples=["ttl"]),
    ] = "ttl",
) -> Response:
    """A corpus that is too large for it is exported by the command line: 422, and `detail` is the command."""
    return await graph_file(page, FORMS[form])
