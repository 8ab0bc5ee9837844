"""What every page endpoint is given: the store, the visitor, the language, and a way to answer."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Annotated, Any

from fastapi import Depends, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from graph.store import Store
from queries.listing import document_names
from queries.version import version
from viz.web.errors import language
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
    nonce: str
    """Of this run: marks of another run's pages do not match."""


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
        """The rendered page. A browser that has none yet is given a visit, to which its forms are tied."""
        visitor = self.visitor
        fresh = not visitor.visit
        response = HTMLResponse("", status)
        if fresh:
            visitor = self.desk.identity.begin(response, self.request, visitor)
        html = render(
            template,
            self.lang,
            visitor=visitor,
            path=self.request.url.path,
            here=self.request.url.path + (f"?{self.request.url.query}" if self.request.url.query else ""),
            form_token=lambda: self.desk.identity.form_token(visitor),
            access=self.desk.settings.access,
            done=_recorded(self.request),
            named=lambda key: document_names(self.store).get(key, key),
            **values,
        )
        response.body = html.encode()
        response.headers["content-length"] = str(len(response.body))
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

    def unchanged(self, make: Callable[[], Response], *more: str) -> Response:
        """Answers 304 where the browser has this page of this version already."""
        mark = etag(self, *more)
        if mark in self.request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"etag": mark})
        response = make()
        response.headers["etag"] = mark
        return response


def _recorded(request: Request) -> str:
    """The judgement that was just recorded, for the page that follows; anything else in its place is ignored."""
    key = request.query_params.get("done", "")
    return key if re.fullmatch("[0-9a-f]{1,32}", key) else ""


def etag(page: Page, *more: str) -> str:
    """Changes with the store, the address, the language, who asks and the run of the application."""
    parts = (
        page.desk.nonce,
        str(version(page.store)),
        str(page.request.url),
        page.lang,
        page.visitor.name or "",
        page.visitor.visit,
        *more,
    )
    return f'W/"{blake2b(chr(0).join(parts).encode(), digest_size=12).hexdigest()}"'


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def reading(request: Request) -> Page:
    """Raises NotAllowed where reading needs a person and nobody is known."""
    desk = desk_of(request)
    visitor = desk.identity.visitor(request)
    if not visitor.may_read:
        raise NotAllowed("login")
    return Page(request, desk, visitor, language(request))


def asking(page: Annotated[Page, Depends(reading)], form: Annotated[str, Form()] = "") -> Page:
    """For a form that changes nothing in the store, such as a check: it must be our own."""
    page.desk.identity.check_form(page.visitor, form)
    return page


def writing(page: Annotated[Page, Depends(asking)]) -> Page:
    """For a form that changes the store: our own, from a person who gave a name."""
    if not page.visitor.may_write:
        raise NotAllowed("login")
    page.spend("write")
    return page


Reading = Annotated[Page, Depends(reading)]
Asking = Annotated[Page, Depends(asking)]
Writing = Annotated[Page, Depends(writing)]
