"""`viendan serve`: the web application."""

from pathlib import Path

import click

from viz.cli_speak import Speaks, db_option, opened, part


@click.command(cls=Speaks)
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ lắng nghe.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Cổng.")
@click.option("--token-file", type=click.Path(path_type=Path), metavar="F", help="Tệp chứa mã truy cập.")
@click.option("--identity-header", metavar="TÊN", help="Tiêu đề mà máy chủ ủy quyền đặt tên người dùng vào.")
@click.option("--trusted-proxy", multiple=True, metavar="IP", help="Máy chủ ủy quyền được phép đặt tiêu đề đó.")
@click.option("--allowed-host", multiple=True, metavar="TÊN", help="Tên máy khác mà trình duyệt được dùng.")
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
    """Mở ứng dụng web và JSON API cho cơ sở dữ liệu; Ctrl-C để dừng. Chỉ máy này vào được, trừ khi đặt mã truy cập
    (--token-file hoặc biến VIENDAN_TOKEN) hoặc có máy chủ ủy quyền (--identity-header và --trusted-proxy)."""
    import os  # noqa: PLC0415

    with opened(db):
        pass  # a missing or foreign database is said before the server starts
    settings = part("viz.web.settings")
    token = (
        token_file.read_text(encoding="utf-8").strip() if token_file else os.environ.get("VIENDAN_TOKEN", "").strip()
    )
    given = {"token": token, "token_given": True} if token else {}
    try:
        wanted = settings.Settings(
            db=db,
            host=host,
            port=port,
            identity_header=identity_header,
            trusted_proxies=trusted_proxy,
            allowed_hosts=allowed_host,
            **given,
        )
    except settings.UnsafeSettings as error:
        raise click.UsageError(f"{error}.") from error
    part("viz.web.serve").serve(wanted)
