"""Running the application for `viendan serve`."""

import sys

import uvicorn

from viz.web.app import create_app
from viz.web.settings import Access, Settings


def serve(settings: Settings, *, quiet: bool = False) -> None:
    """Serves until it is stopped. Says on standard error where it is and how one may write."""
    app = create_app(settings)
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
        timeout_keep_alive=20,
        h11_max_incomplete_event_size=32_000,
        lifespan="on",
        ws="none",
    )
    uvicorn.Server(config).run()


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
