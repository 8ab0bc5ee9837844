"""`viendan report` and `viendan check`: the findings of the corpus, and those of one draft."""

from pathlib import Path

import click

from viz.cli_speak import Speaks, db_option, json_option, opened, part


@click.command(cls=Speaks)
@click.option("--html", type=click.Path(path_type=Path), metavar="F", help="Ghi báo cáo HTML, một tệp, in được.")
@click.option("--xlsx", type=click.Path(path_type=Path), metavar="F", help="Ghi bảng tính Excel.")
@click.option("--docx", type=click.Path(path_type=Path), metavar="F", help="Ghi báo cáo Word để gửi kèm công văn.")
@db_option
@json_option
def report(*, html: Path | None, xlsx: Path | None, docx: Path | None, db: Path, as_json: bool) -> None:
    """Các chỗ viện dẫn không thống nhất, thiếu, sai trong kho, mỗi chỗ với dẫn chứng và cách sửa."""
    from viz.terminal import print_json, say  # noqa: PLC0415

    with opened(db) as store:
        pages = part("viz.report")
        answer = part("queries.findings").report(store)
        for path, write in ((html, "write_html"), (xlsx, "write_xlsx"), (docx, "write_docx")):
            if path is not None:
                getattr(pages, write)(store, answer, path)
                say(f"Đã ghi {path}.")
    if as_json:
        print_json(answer)
    else:
        pages.print_report(answer)


@click.command(cls=Speaks)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--docx", type=click.Path(path_type=Path), metavar="OUT", help="Ghi bản Word của dự thảo kèm ghi chú.")
@db_option
@json_option
def check(*, file: Path, docx: Path | None, db: Path, as_json: bool) -> None:
    """Soát dự thảo FILE: viện dẫn nào thiếu, sai, đã bị thay thế, theo những gì kho dữ liệu biết. FILE không được lưu
    lại."""
    from viz.terminal import print_json, say  # noqa: PLC0415

    with opened(db) as store:
        pages = part("viz.report")
        answer = part("queries.findings").check(store, file)
        if docx is not None:
            pages.write_checked(file, answer, docx)
            say(f"Đã ghi {docx}.")
    if as_json:
        print_json(answer)
    else:
        pages.print_check(answer)
