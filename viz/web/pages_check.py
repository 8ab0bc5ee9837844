"""Checking a draft: its findings, and the report as a file."""

import base64
from typing import Annotated

from fastapi import APIRouter, File, UploadFile
from starlette.responses import HTMLResponse, Response

from viz.web.page import Asking, Reading
from viz.web.upload import SUFFIXES, UploadError, check_draft

router = APIRouter(default_response_class=HTMLResponse)


@router.get("/check")
def ask(page: Reading) -> Response:
    return page.show("check.html", checked=None, problem="", suffixes=SUFFIXES, **_limits(page))


@router.post("/check")
def check(page: Asking, draft: Annotated[UploadFile, File()]) -> Response:
    """Reads the draft in a process of its own. It is forgotten when the page is sent: the report goes along in it."""
    page.spend("check")
    settings = page.desk.settings
    body = draft.file.read(settings.limits.upload_bytes + 1)
    try:
        checked = check_draft(settings.db, draft.filename or "", body, page.lang, settings.limits)
    except UploadError as error:
        return page.show("check.html", 422, checked=None, problem=str(error), suffixes=SUFFIXES, **_limits(page))
    docx = base64.b64encode(checked.docx).decode() if checked.docx else ""
    return page.show(
        "check.html",
        checked=checked.report,
        problem="",
        docx=docx,
        name=draft.filename or "",
        suffixes=SUFFIXES,
        **_limits(page),
    )


def _limits(page: Reading) -> dict[str, int]:
    return {"megabytes": page.desk.settings.limits.upload_bytes // 1_000_000}
