"""The graph view, as a page of its own and in a frame of the others."""

from secrets import token_urlsafe
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, Response

from viz.web.errors import NotFound
from viz.web.page import Page, Reading

router = APIRouter(default_response_class=HTMLResponse)

LINKS = {
    "instrument": "/i/{key}",
    "document": "/d/{key}",
    "unit": "/w/{key}",
    "body": "/b?name={key}",
    "passage": "/d/{key}?line={line}",
    "view_instrument": "/graph?i={key}",
    "view_document": "/graph?d={key}",
    "view_unit": "/graph?w={key}",
    "view_body": "/graph?b={key}",
    "home": "/",
    "overview": "/graph",
}
"""The addresses of our pages, as the view's script fills them in."""

Key = Annotated[str, Query(max_length=500)]
Keys = Annotated[list[str] | None, Query(max_length=100)]


@router.get("/graph")
def graph(*, page: Reading, i: Key = "", w: Key = "", d: Key = "", b: Key = "", g: Keys = None) -> Response:
    """Of an instrument, a ward, a document, a body, or the documents of a group; else of the whole corpus. Its script
    runs by a nonce."""
    page.spend("graph")
    nonce = token_urlsafe(16)
    html = _view(page, nonce, i=i, w=w, d=d, b=b, g=g or [])
    policy = (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )
    # links lead out of the frame, if there is one
    framed = html.replace("<head>", '<head><base target="_top">', 1)
    return HTMLResponse(framed, headers={"content-security-policy": policy, "x-frame-options": "SAMEORIGIN"})


def _view(page: Page, nonce: str, *, i: str, w: str, d: str, b: str, g: list[str]) -> str:
    from viz.view import (  # noqa: PLC0415 (heavy)
        overview,
        render,
        view_for_body,
        view_for_document,
        view_for_group,
        view_for_instrument,
        view_for_unit,
    )

    store, lang = page.store, page.lang
    links = LINKS
    try:
        if i:
            view = view_for_instrument(store, i, lang=lang)
        elif w:
            view = view_for_unit(store, w, lang=lang)
        elif d:
            view = view_for_document(store, d, lang=lang)
        elif b:
            view = view_for_body(store, b, lang=lang)
        elif g:
            view = view_for_group(store, g, lang=lang)
        else:
            view = overview(store, lang=lang)
            links = {k: v for k, v in LINKS.items() if k != "overview"}
    except KeyError as missing:
        raise NotFound(str(missing)) from None
    return render(view, nonce=nonce, links=links)
