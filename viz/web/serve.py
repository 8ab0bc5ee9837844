"""Running the application for `viendan serve`."""

import errno
import gc
import logging
import os
import signal
import socket
import sys
from types import FrameType

import uvicorn

from viz.web.apart import kill_all
from viz.web.app import create_app
from viz.web.deadline import STOPPING
from viz.web.erasing import erase, erase_last
from viz.web.settings import Access, Settings


class CannotListen(Exception):  # noqa: N818 - names what is the case
    """The message is one sentence for who named the address."""

    def __init__(self, host: str, port: int, error: OSError) -> None:
        why = _WHY.get(error.errno or 0, error.strerror) if not isinstance(error, socket.gaierror) else _NO_NAME
        super().__init__(f"Không mở được cổng {port} ở {host} ({why}): hãy chọn địa chỉ hoặc cổng khác.")


_WHY = {
    errno.EADDRINUSE: "chương trình khác đang dùng cổng này",
    errno.EACCES: "không có quyền mở cổng này",
    errno.EADDRNOTAVAIL: "máy này không có địa chỉ đó",
}
_NO_NAME = "không có máy nào tên như vậy"
_GRACE = 1
"""Seconds for sending what is being sent, once a person stops the application."""


class Server(uvicorn.Server):
    """Ends what was started apart before it waits for who asked for that."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        STOPPING.set()
        kill_all()
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # who was cut off is no news to who stops it
        await super().shutdown(sockets)


def serve(settings: Settings, *, quiet: bool = False) -> None:
    """Serves until it is stopped. Says on standard error where it is and how one may write. Raises CannotListen."""
    _try_address(settings.host, settings.port)
    STOPPING.clear()
    app = create_app(settings, _set_aside)
    if not quiet:
        print(greeting(settings), file=sys.stderr)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # nobody who is not named in the settings may say who asks
        limit_concurrency=200,
        timeout_graceful_shutdown=_GRACE,
        timeout_keep_alive=20,
        h11_max_incomplete_event_size=32_000,
        lifespan="on",
        ws="none",
    )
    logging.getLogger("python_multipart").setLevel(logging.ERROR)  # a form that is damaged is told to who sent it
    server = Server(config)

    def leave(_signal: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    # The server takes note of a signal, ends in order, and then raises it again: for a service being stopped in order
    # is no failure. It knows nothing of a terminal that is closed.
    signal.signal(signal.SIGTERM, leave)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:  # else under nohup
        signal.signal(signal.SIGHUP, leave)
    erase(app.state.desk.store)  # what the last run could not, or was killed before
    try:
        server.run()
    finally:
        erase_last(settings.db)


_SEARCH_AFTER = (50_000, 50, 50)
"""An answer makes and lets go of fewer objects; after Python's own 700 they were searched a dozen times for each."""


def _set_aside() -> None:
    """Takes what stays for long out of the sight of Python's search for circles of dead objects, and lets it search
    more seldom: it took a fifth of the time of an answer."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SEARCH_AFTER)


def _try_address(host: str, port: int) -> None:
    """The server itself would say only in English, and after the greeting, that it cannot listen there."""
    try:
        addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, kind, protocol, _, address in addresses:
            if family == socket.AF_INET6 and not socket.has_dualstack_ipv6():
                continue  # a name may have an address of a kind that this system lacks
            with socket.socket(family, kind, protocol) as tried:
                if os.name == "posix":
                    tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                if family == socket.AF_INET6:
                    tried.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                tried.bind(address)
    except OSError as error:
        raise CannotListen(host, port, error) from error


def greeting(settings: Settings) -> str:
    """The address, and what a person needs in order to write."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    lines = [f"viendan: http://{host}:{settings.port}/  (Ctrl+C để dừng)"]
    if settings.access is Access.OPEN and not settings.token_given:
        lines.append(f"Mã để ghi ý kiến (đăng nhập trên trang): {settings.token}")
    elif settings.access is Access.TOKEN:
        lines.append("Đọc và ghi đều cần mã truy cập đã đặt.")
    elif settings.access is Access.PROXY:
        lines.append(f"Người dùng do máy chủ ủy quyền xác định ở tiêu đề {settings.identity_header}.")
    return "\n".join(lines)
