"""The gate that every request passes: host name, origin, size, headers, time."""

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from viz.web.deadline import DEADLINE
from viz.web.settings import Access, Settings, is_loopback

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
UNKEPT = ("/check", "/api/v1/check", "/api/v1/drafts")
"""What is sent from here holds a draft or was found in one: it stays in no cache."""
READING = frozenset(("GET", "HEAD", "OPTIONS"))
LONGEST_ADDRESS = 8_000


class Refused(Exception):  # noqa: N818 - names what is the case
    """A request that does not pass the gate; `status` says how, `detail` what to do about it."""

    def __init__(self, status: int, kind: str, detail: str = "") -> None:
        super().__init__(kind)
        self.status = status
        self.kind = kind
        self.detail = detail


class Guard:
    """ASGI middleware. What it refuses never reaches the application; `refuse` makes the answer."""

    def __init__(self, app: ASGIApp, settings: Settings, refuse: Callable[[Scope, Refused], ASGIApp]) -> None:
        self.app = app
        self.settings = settings
        self.refuse = refuse
        self.hosts = frozenset(
            name.lower() for name in ("127.0.0.1", "localhost", "[::1]", settings.host, *settings.allowed_hosts)
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = _with_headers(send, unkept=scope["path"].startswith(UNKEPT))
        try:
            limit, told = self._check(scope)
        except Refused as refused:
            await self.refuse(scope, refused)(scope, receive, answer)
            return
        body = _Body(receive, answer, limit)
        token = DEADLINE.set(time.monotonic() + self.settings.limits.seconds)
        try:
            await self.app(scope, body.receive, body.send)
        except Exception:
            if not body.too_long:
                raise
        finally:
            DEADLINE.reset(token)
        if body.too_long and not body.answered:
            await self.refuse(scope, Refused(413, "size", told))(scope, receive, answer)

    def _check(self, scope: Scope) -> tuple[int, str]:
        """The number of bytes that the body may have, and what to say to who sends more; raises Refused."""
        headers = {name: value for name, value in scope["headers"] if name in _ASKED}
        host = headers.get(b"host", b"").decode("latin-1").lower()
        if not self._known_host(host):
            raise Refused(421, "host")
        if len(scope["raw_path"] or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
            raise Refused(414, "address")
        if scope["method"] not in READING:
            _check_origin(headers, host)
        limits = self.settings.limits
        upload = headers.get(b"content-type", b"").startswith(b"multipart/form-data")
        limit, told = limits.body_bytes, ""
        if upload:
            limit, told = limits.upload_bytes + 10_000, f"Tệp lớn hơn {limits.upload_bytes // 1_000_000} MB."
        length = headers.get(b"content-length", b"0")
        if not length.isdigit():
            raise Refused(400, "length")
        if int(length) > limit:
            raise Refused(413, "size", told)
        return limit, told

    def _known_host(self, host: str) -> bool:
        """A page elsewhere can point a name of its own at this machine (DNS rebinding); such a name is not known here.

        Where reading needs a token and no names are stated, any host will do: the cookie belongs to one name.
        """
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        if name in self.hosts:
            return True
        open_to_all = self.settings.access is Access.OPEN or is_loopback(self.settings.host)
        return bool(name) and not open_to_all and not self.settings.allowed_hosts


_ASKED = frozenset((b"host", b"origin", b"sec-fetch-site", b"content-length", b"content-type"))


def _check_origin(headers: dict[bytes, bytes], host: str) -> None:
    """A browser says where a change comes from; only our own pages may ask for one. Programs say nothing."""
    site = headers.get(b"sec-fetch-site")
    if site is not None and site not in (b"same-origin", b"none"):
        raise Refused(403, "origin")
    origin = headers.get(b"origin")
    if origin is not None and urlsplit(origin.decode("latin-1")).netloc.lower() != host:
        raise Refused(403, "origin")


class _Body:
    """Stops a body that is longer than it may be, whatever it announced: the application sees its caller leave."""

    def __init__(self, receive: Receive, send: Send, limit: int) -> None:
        self._receive = receive
        self._send = send
        self._left = limit
        self.too_long = False
        self.answered = False

    async def receive(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.too_long = True
            return {"type": "http.disconnect"}
        return message

    async def send(self, message: Message) -> None:
        if self.too_long and not self.answered:
            return
        self.answered = True
        await self._send(message)


def _with_headers(send: Send, *, unkept: bool) -> Send:
    headers = [*HEADERS, (b"cache-control", b"no-store" if unkept else b"no-cache")]

    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(h for h in headers if h[0] not in given)]
        await send(message)

    return answer
