"""What every page endpoint is given: the store, the visitor, the language, and a way to answer."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from graph.store import Store
from queries.listing import document_names
from viz.web.checks import Checks
from viz.web.errors import language
from viz.web.exports import Exports
from viz.web.identity import Identity, NotAllowed, Visitor
from viz.web.rates import Rates
from viz.web.render import render
from viz.web.settings import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """What an application works with, made once."""

    settings: Settings
    store: Store
    identity: Identity
    rates: Rates
    answers: Any
    nonce: str
    """Of this run: marks of another run's pages do not match."""
    checks: Checks
    exports: Exports


@dataclass(frozen=True, slots=True)
class Page:
    """One request for a page."""

    request: Request
    desk: Desk
    visitor: Visitor
    lang: str

    @property
    def store(self) -> Store:
        return self.desk.store

    def show(self, template: str, status: int = 200, **values: Any) -> Response:
        """The rendered page. A form in it is tied to the browser's visit, which begins here where there is none."""
        visitor = self.visitor
        cookie = Response()

        def form_token() -> str:
            nonlocal visitor
            if not visitor.visit:
                visitor = self.desk.identity.begin(cookie, self.request, visitor)
            return self.desk.identity.form_token(visitor)

        url = self.request.url
        html = render(
            template,
            self.lang,
            visitor=self.visitor,
            path=url.path,
            here=url.path + (f"?{url.query}" if url.query else ""),
            form_token=form_token,
            access=self.desk.settings.access,
            done=_recorded(self.request),
            named=_Names(self.store).of,
            **values,
        )
        response = HTMLResponse(html, status)
        if "set-cookie" in cookie.headers:
            response.headers["set-cookie"] = cookie.headers["set-cookie"]
        return response

    def part(self, template: str, **values: Any) -> Response:
        """A piece of a page."""
        return HTMLResponse(render(template, self.lang, **values))

    def spend(self, kind: str) -> None:
        """Counts something expensive against the caller; raises TooOften."""
        self.desk.rates.spend(kind, self.visitor.address)

    def go(self, address: str) -> Response:
        """To another page of ours, after something was done."""
        return RedirectResponse(address, 303)


class _Names:
    """What documents are called, looked up once for a page that asks."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._names: dict[str, str] | None = None

    def of(self, key: str) -> str:
        if self._names is None:
            self._names = document_names(self._store)
        return self._names.get(key, key)


def _recorded(request: Request) -> str:
    """The judgement that was just recorded, for the page that follows; anything else in its place is ignored."""
    key = request.query_params.get("done", "")
    return key if re.fullmatch("[0-9a-f]{1,32}", key) else ""


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


AHEAD = "viendan.ahead"
"""Stands in the scope of what nobody outside asked for."""


def reading(request: Request) -> Page:
    """Raises NotAllowed where reading needs a person and nobody is known."""
    desk = desk_of(request)
    if AHEAD not in request.scope:
        desk.answers.asked()
    visitor = desk.identity.visitor(request)
    if not visitor.may_read:
        raise NotAllowed("login")
    return Page(request, desk, visitor, language(request))


async def read(request: Request) -> Page:
    """`reading` as a dependency: on the loop, as it waits for nothing."""
    return reading(request)


async def asking(page: Annotated[Page, Depends(read)], form: Annotated[str, Form()] = "") -> Page:
    """For a form that changes nothing in the store, such as a check: it must be our own."""
    page.desk.identity.check_form(page.visitor, form)
    return page


async def writing(page: Annotated[Page, Depends(asking)]) -> Page:
    """For a form that changes the store: our own, from a person who gave a name."""
    if not page.visitor.may_write:
        raise NotAllowed("login")
    page.spend("write")
    return page


async def knowing(page: Annotated[Page, Depends(read)]) -> Page:
    """For what only people who gave a name may see: the drafts that they keep."""
    if not page.visitor.may_write:
        raise NotAllowed("login")
    return page


Reading = Annotated[Page, Depends(read)]
Knowing = Annotated[Page, Depends(knowing)]
Asking = Annotated[Page, Depends(asking)]
Writing = Annotated[Page, Depends(writing)]
