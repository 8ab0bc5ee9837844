"""Drafts that people keep: the list, one of them checked anew, its report and its bytes as files, deleting it."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from starlette.responses import HTMLResponse, Response

from graph.kept_draft import delete_draft
from queries.kept_drafts import bytes_of, list_kept, open_kept
from queries.version import notice
from viz.web.attachment import attached
from viz.web.erasing import erase
from viz.web.errors import NotFound
from viz.web.exports import MEDIA
from viz.web.keeping import recheck
from viz.web.page import Knowing, Page, Writing
from viz.web.render import link
from viz.web.turn import Turn
from viz.web.upload import UploadError

router = APIRouter(default_response_class=HTMLResponse)
_SHOWN = 50
SANDBOX = {"content-security-policy": "default-src 'none'; sandbox"}
"""Of a file that holds a draft: no browser runs it as a page of ours."""

Hash = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]


@router.get("/check/kept")
def kept(page: Knowing, offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0) -> Response:
    limits = page.desk.settings.limits
    return page.show(
        "kept.html",
        found=list_kept(page.store, limit=_SHOWN, offset=offset),
        offset=offset,
        limit=_SHOWN,
        most=limits.kept_drafts,
        most_bytes=limits.kept_bytes,
        database=page.desk.settings.db.name,
        address=lambda k: link("check", "kept", offset=k or None),
    )


@router.get("/check/kept/{sha256}")
def one(page: Knowing, _turn: Turn, sha256: Hash) -> Response:
    """Checked against the corpus as it is now; where that fails, what was found when it was kept."""
    opened = open_kept(page.store, sha256)
    try:
        found = recheck(page, sha256)
    except UploadError as error:
        return page.show("kept_draft.html", opened=opened, now=None, changes=None, problem=str(error))
    return page.show("kept_draft.html", opened=opened, now=found.now.report, changes=found.changes, problem="")


@router.get("/check/kept/{sha256}/report.{form}")
def report(page: Knowing, _turn: Turn, sha256: Hash, form: Literal["html", "docx", "xlsx"]) -> Response:
    return report_file(page, sha256, form)


@router.get("/check/kept/{sha256}/file")
def file(page: Knowing, sha256: Hash) -> Response:
    return draft_file(page, sha256)


@router.post("/check/kept/{sha256}/delete")
def remove(page: Writing, sha256: Hash) -> Response:
    forget(page, sha256)
    return page.go("/check/kept")


def report_file(page: Page, sha256: str, form: str) -> Response:
    """Of a check against the corpus as it is now."""
    found = recheck(page, sha256)
    if form not in found.now.files:
        raise NotFound(form)
    name = found.opened.draft.name.rpartition(".")[0]
    return attached(found.now.files[form], f"{name} - bao cao soat.{form}", MEDIA[form], SANDBOX)


def draft_file(page: Page, sha256: str) -> Response:
    """The bytes as they were given, of no type that a browser would show."""
    opened = open_kept(page.store, sha256)
    return attached(bytes_of(page.store, sha256), opened.draft.name, "application/octet-stream", SANDBOX)


def forget(page: Page, sha256: str) -> None:
    delete_draft(page.store, sha256, page.visitor.name or "")
    erase(page.store)
    page.desk.checks.forget(sha256)
    notice(page.store)
