"""Who asks: a signed cookie, a bearer token, or the header of a trusted proxy; and the proof that a form is ours."""

import base64
import contextlib
import hashlib
import hmac
import ipaddress
import json
import secrets
import time
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from viz.web.settings import Access, Settings

COOKIE = "viendan"
_HOURS = 12
_LONGEST_NAME = 80


class NotAllowed(Exception):  # noqa: N818 - names what is the case
    """The request needs a person (`login`) or a proof that it comes from our own page (`form`)."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks. `name` is None where nobody is known; `visit` ties forms to the browser that got them."""

    name: str | None
    visit: str
    may_read: bool
    address: str
    by_cookie: bool = True

    @property
    def may_write(self) -> bool:
        return self.name is not None


class Identity:
    """Reads and writes the cookie, under the application's secret."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._proxies = tuple(ipaddress.ip_network(p) for p in settings.trusted_proxies)

    def visitor(self, request: Request) -> Visitor:
        address = request.client.host if request.client else ""
        visit, name = self._read_cookie(request.cookies.get(COOKIE, ""))
        access = self._settings.access
        if access is Access.PROXY:
            stated = self._stated(request, address)
            return Visitor(stated, visit, stated is not None, address)
        bearer = request.headers.get("authorization", "")
        if bearer.lower().startswith("bearer ") and self.right_token(bearer[7:].strip()):
            return Visitor(clean_name(request.headers.get("x-viendan-name", "")), visit, True, address, by_cookie=False)
        return Visitor(name, visit, access is Access.OPEN or name is not None, address)

    def right_token(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(), self._settings.token.encode())

    def begin(self, response: Response, request: Request, visitor: Visitor) -> Visitor:
        """Gives a browser that has none a visit."""
        return replace(visitor, visit=self.sign_in(response, request, None))

    def sign_in(self, response: Response, request: Request, name: str | None) -> str:
        """Gives the browser a new visit, with the person's name or (signing out, or nobody yet) without."""
        visit = secrets.token_urlsafe(12)
        body = json.dumps([visit, name, int(time.time()) + _HOURS * 3600]).encode()
        response.set_cookie(
            COOKIE,
            f"{_text(body)}.{_text(self._mark(body))}",
            max_age=_HOURS * 3600,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return visit

    def form_token(self, visitor: Visitor) -> str:
        """Proof for a form. Differs every time, so that a compressed page does not give it away letter by letter."""
        pad = secrets.token_bytes(16)
        proof = self._mark(b"form:" + visitor.visit.encode())[:16]
        return _text(pad + bytes(a ^ b for a, b in zip(pad, proof, strict=True)))

    def check_form(self, visitor: Visitor, token: str) -> None:
        """Raises NotAllowed. A program with a bearer token needs no proof: no browser sends that by itself."""
        if not visitor.by_cookie:
            return
        raw = _bytes(token)
        proof = bytes(a ^ b for a, b in zip(raw[:16], raw[16:], strict=False))
        if not visitor.visit or not hmac.compare_digest(proof, self._mark(b"form:" + visitor.visit.encode())[:16]):
            raise NotAllowed("form")

    def _stated(self, request: Request, address: str) -> str | None:
        try:
            caller = ipaddress.ip_address(address)
        except ValueError:
            return None
        if not any(caller in proxy for proxy in self._proxies):
            return None
        stated = request.headers.getlist(self._settings.identity_header or "")
        return clean_name(stated[0]) if len(stated) == 1 else None

    def _read_cookie(self, cookie: str) -> tuple[str, str | None]:
        body, _, mark = cookie.partition(".")
        raw = _bytes(body)
        if not raw or not hmac.compare_digest(_bytes(mark), self._mark(raw)):
            return "", None
        visit, name, until = json.loads(raw)
        return (visit, name) if until > time.time() else ("", None)

    def _mark(self, body: bytes) -> bytes:
        return hmac.digest(self._settings.secret, body, hashlib.sha256)


def clean_name(name: str) -> str | None:
    """A person's name as given, white space folded, without control characters; None where nothing is left."""
    with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
        name = name.encode("latin-1").decode("utf-8")  # headers arrive as Latin-1
    return " ".join("".join(c for c in name if c.isprintable()).split())[:_LONGEST_NAME] or None


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return b""
