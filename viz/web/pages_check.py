"""Checking a draft: its findings, the report as files, and keeping it where a person asks for that."""

import base64
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, UploadFile
from starlette.responses import HTMLResponse, Response

from graph.kept_draft import NoRoom
from graph.store import StoreLocked
from queries.kept_drafts import count_kept
from viz.web.exports import MEDIA
from viz.web.keeping import keep
from viz.web.page import Asking, Page, Reading
from viz.web.turn import PaidTurn
from viz.web.upload import SUFFIXES, UploadError, check_draft

router = APIRouter(default_response_class=HTMLResponse)


@router.get("/check")
def ask(page: Reading) -> Response:
    return _show(page)


@router.post("/check")
def check(
    page: Asking,
    _turn: PaidTurn,
    draft: Annotated[UploadFile, File()],
    keeping: Annotated[str, Form(alias="keep", max_length=10)] = "",
) -> Response:
    """Reads the draft in a process of its own. It is forgotten when the page is sent, unless it is to be kept: the
    report goes along in the page."""
    settings = page.desk.settings
    name = draft.filename or ""
    body = draft.file.read(settings.limits.upload_bytes + 1)
    try:
        checked = check_draft(settings.db, name, body, page.lang, settings.limits)
    except UploadError as error:
        return _show(page, 422, problem=str(error))
    kept, new, full, busy = None, False, False, False
    if keeping and page.visitor.may_write:
        page.spend("write")
        try:
            kept, new = keep(page, name, body, checked)
        except NoRoom:
            full = True
        except StoreLocked:  # a corpus is being built
            busy = True
    return _show(
        page,
        checked=checked.report,
        files={
            form: f"data:{MEDIA[form]};base64,{base64.b64encode(body).decode()}" for form, body in checked.files.items()
        },
        kept=kept,
        kept_before=kept is not None and not new,
        full=full,
        busy=busy,
        unknown=bool(keeping) and not page.visitor.may_write,
    )


def _show(page: Page, status: int = 200, **values: Any) -> Response:
    settings = page.desk.settings
    limits = settings.limits
    told: dict[str, Any] = {
        "checked": None, "files": {}, "problem": "", "kept": None, "kept_before": False, "full": False, "busy": False,
        "unknown": False,
    }  # fmt: skip
    return page.show(
        "check.html",
        status,
        suffixes=SUFFIXES,
        megabytes=limits.upload_bytes // 1_000_000,
        most=limits.kept_drafts,
        most_megabytes=limits.kept_bytes // 1_000_000,
        database=settings.db.name,
        number=count_kept(page.store) if page.visitor.may_write else 0,
        **told | values,
    )
