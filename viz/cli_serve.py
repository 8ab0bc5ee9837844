"""`viendan serve`: the web application."""

import os
from pathlib import Path
from typing import Any

import click

from viz.cli_speak import Speaks, db_option, opened

TOKEN = "VIENDAN_TOKEN"  # noqa: S105 (the name of a variable)


@click.command(cls=Speaks)
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ lắng nghe.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Cổng.")
@click.option(
    "--token-file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="F",
    help=f"Tệp chứa mã truy cập (hoặc biến môi trường {TOKEN}); bắt buộc khi máy khác truy cập được.",
)
@click.option(
    "--identity-header",
    metavar="TÊN",
    help="Tiêu đề mà máy chủ ủy quyền (reverse proxy) ghi tên người dùng đã xác thực.",
)
@click.option(
    "--trusted-proxy",
    multiple=True,
    metavar="IP",
    help="Địa chỉ của máy chủ ủy quyền đó; lặp lại được, nhận cả dải địa chỉ.",
)
@click.option("--allowed-host", multiple=True, metavar="TÊN", help="Tên miền mà trình duyệt dùng để vào; lặp lại được.")
@db_option
def serve(
    *,
    host: str,
    port: int,
    token_file: Path | None,
    identity_header: str | None,
    trusted_proxy: tuple[str, ...],
    allowed_host: tuple[str, ...],
    db: Path,
) -> None:
    """Mở ứng dụng web và JSON API cho cơ sở dữ liệu; Ctrl-C để dừng.

    Mặc định chỉ máy này vào được: đọc tự do, ghi ý kiến cần mã in ra khi khởi động. Ở địa chỉ khác, lệnh từ chối
    chạy nếu không có mã truy cập hoặc máy chủ ủy quyền có xác thực."""
    from viz.web.serve import serve as run  # noqa: PLC0415
    from viz.web.settings import Settings, UnsafeSettings  # noqa: PLC0415

    with opened(db):
        pass  # a missing or foreign database is said before the server starts
    token = _token(token_file)
    given: dict[str, Any] = {"token": token} if token else {}
    try:
        settings = Settings(
            db=db,
            host=host,
            port=port,
            token_given=bool(token),
            identity_header=identity_header,
            trusted_proxies=trusted_proxy,
            allowed_hosts=allowed_host,
            **given,
        )
    except UnsafeSettings as error:
        raise click.UsageError(f"{error}.") from error
    run(settings)


def _token(file: Path | None) -> str:
    if file is None:
        return os.environ.get(TOKEN, "").strip()
    try:
        return file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise click.UsageError(f"Không đọc được {file}: {error.strerror}.") from error
