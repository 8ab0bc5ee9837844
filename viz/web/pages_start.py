"""The start page, the search, the language, signing in and out."""

from collections.abc import Callable
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Form, Query
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ingest.fold import fold
from queries.finding_page import fresh
from queries.lookup import find, suggest
from queries.scoreboard import Scoreboard, UnitScore, scoreboard, scoreboard_made
from queries.state import state
from viz.i18n import LANGUAGES
from viz.web.answers import KeptRoute
from viz.web.errors import NotFound, language
from viz.web.identity import NotAllowed, clean_name
from viz.web.named import places
from viz.web.page import Page, Reading, desk_of
from viz.web.render import link
from viz.web.settings import Access

router = APIRouter(default_response_class=HTMLResponse)
kept = APIRouter(default_response_class=HTMLResponse, route_class=KeptRoute)

_NAMED = 20
"""Units and as many bodies that a search lists."""
_NOTHING = ("queries.nearest", "queries.nothing-like-it")
"""Reasons of a lookup that no instrument has all the words."""

Typed = Annotated[str, Query(max_length=300)]


_ORDERS: dict[str, Callable[[UnitScore], Any]] = {
    "name": lambda u: fold(u.name),
    "documents": lambda u: -u.documents,
    "binding": lambda u: -u.binding,
    "implemented": lambda u: -u.implemented,
    "open": lambda u: -u.open,
    "late": lambda u: -u.late,
    "median": lambda u: -(u.median_days or 0),
    "share": lambda u: -u.implemented / max(u.binding, 1),
}
Order = Literal["name", "documents", "binding", "implemented", "open", "late", "median", "share"]


@kept.get("/")
def start(page: Reading, sort: Order = "late") -> Response:
    """The scores of a large corpus that nobody has worked out yet come after the page (`board`)."""
    fresh(page.store)
    known = state(page.store)
    board = scoreboard(page.store) if known.documents < _LARGE else scoreboard_made(page.store)
    response = page.show("start.html", state=known, **_board(board, sort))
    if board is None:
        response.headers["cache-control"] = "no-store"
    return response


@kept.get("/board")
def board(page: Reading, sort: Order = "late") -> Response:
    """The scores alone, as the start page has them."""
    return page.part("board.html", **_board(scoreboard(page.store), sort))


_LARGE = 2000
"""Documents of a corpus for whose scores nobody is to wait."""


def _board(found: Scoreboard | None, sort: Order) -> dict[str, Any]:
    units = found.units if found else ()
    held = sorted((u for u in units if u.documents), key=_ORDERS[sort])
    return {"board": found, "held": held, "silent": [u for u in units if not u.documents], "sort": sort}


@router.get("/search")
def search(page: Reading, q: Typed = "") -> Response:
    """To the instrument, the unit or the body that is clearly meant, else the candidates."""
    found = find(page.store, q)
    named = places(page.store, q, _NAMED)
    if found.instrument and not found.candidates and not any(place.exact for place in named):
        return page.go(link("i", found.instrument.id))
    if found.reason.key in _NOTHING and len(named) == 1:
        return page.go(named[0].address)
    return page.show("search.html", q=q, found=found, places=named)


@kept.get("/suggest")
def suggestions(
    *,
    page: Reading,
    q: Typed = "",
    mention: Annotated[int | None, Query(ge=0, le=2**63 - 1)] = None,
    kind: Literal["unresolved", "doubtful"] = "unresolved",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Response:
    """Each leads to its page; for a citation that waits in the queue, back there, to be held against it."""
    found = suggest(page.store, q, 8)
    if mention is None:
        named = places(page.store, q, 2, wait=state(page.store).documents < _LARGE)
        return page.part("suggestions.html", found=found, places=named, to=lambda key: link("i", key))
    return page.part(
        "suggestions.html",
        found=found,
        places=(),
        to=lambda key: link("queue", kind=kind, offset=offset or None, mention=mention, q=key) + f"#m{mention}",
    )


@router.get("/lang/{chosen}")
def speak(chosen: str, next: str = "/") -> Response:
    if chosen not in LANGUAGES:
        raise NotFound(chosen)
    response = HTMLResponse("", 303, {"location": inside(next)})
    response.set_cookie("lang", chosen, max_age=31_536_000, samesite="lax", httponly=True)
    return response


async def anybody(request: Request) -> Page:
    """A page that is shown before signing in."""
    desk = desk_of(request)
    return Page(request, desk, desk.identity.visitor(request), language(request))


@router.get("/login")
def ask_login(page: Annotated[Page, Depends(anybody)], next: str = "/") -> Response:
    if page.desk.settings.access is Access.PROXY:
        raise NotAllowed("login")
    return page.show("login.html", next=inside(next), wrong=False, name="")


@router.post("/login")
def login(
    page: Annotated[Page, Depends(anybody)],
    form: Annotated[str, Form()] = "",
    name: Annotated[str, Form(max_length=200)] = "",
    token: Annotated[str, Form(max_length=400)] = "",
    next: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    page.desk.identity.check_form(page.visitor, form)
    page.spend("login")
    person = clean_name(name)
    if person is None or not page.desk.identity.right_token(token.strip()):
        return page.show("login.html", 403, next=inside(next), wrong=True, name=name)
    response = page.go(inside(next))
    page.desk.identity.sign_in(response, page.request, person)
    return response


@router.post("/logout")
def logout(page: Annotated[Page, Depends(anybody)], form: Annotated[str, Form()] = "") -> Response:
    page.desk.identity.check_form(page.visitor, form)
    response = page.go("/")
    page.desk.identity.sign_in(response, page.request, None)
    return response


def inside(target: str) -> str:
    """An address of ours to go on to; the start page for anything else."""
    parts = urlsplit(target)
    plain = target.startswith("/") and not target.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return target if plain and target.isprintable() and "\\" not in target else "/"
