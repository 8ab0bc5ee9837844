"""`viendan report` and `viendan check`: the findings of the corpus, and those of one draft."""

from pathlib import Path
from typing import Any, TypeVar

import click

from viz.cli_speak import Speaks, db_option, json_option, opened

_F = TypeVar("_F", bound=Any)
_lang = click.option(
    "--lang",
    type=click.Choice(("vi", "en")),
    default="vi",
    metavar="vi|en",
    help="Tiếng Việt (mặc định) hoặc tiếng Anh.",
)
_all = click.option("--all", "everything", is_flag=True, help="Cả những quy tắc mặc định tắt.")


_FILTERS = (
    ("severity", "MỨC", "Chỉ những phát hiện mức error, warning hoặc info."),
    ("rule", "QUY TẮC", "Chỉ của quy tắc này."),
    ("unit", "MÃ", "Chỉ trong văn bản của đơn vị cấp xã này."),
    ("document", "MÃ", "Chỉ trong văn bản này của kho."),
    ("instrument", "MÃ", "Chỉ về văn bản được viện dẫn này."),
    ("judged", "Ý KIẾN", "Chỉ những phát hiện chưa xét (open), đã chấp nhận (accepted) hoặc bác bỏ (rejected)."),
)
_SETS = {"severity": ("error", "warning", "info"), "judged": ("open", "accepted", "rejected")}


def _wanted(command: _F) -> _F:
    """Options that cut the report down, as the page of findings does."""
    for name, metavar, told in reversed(_FILTERS):
        kind = click.Choice(_SETS[name]) if name in _SETS else click.STRING
        command = click.option(f"--{name}", type=kind, metavar=metavar, help=told)(command)
    return command


@click.command(cls=Speaks)
@click.option("--html", type=click.Path(path_type=Path), metavar="F", help="Ghi báo cáo HTML, một tệp, in được.")
@click.option("--xlsx", type=click.Path(path_type=Path), metavar="F", help="Ghi bảng tính Excel.")
@click.option("--docx", type=click.Path(path_type=Path), metavar="F", help="Ghi báo cáo Word để gửi kèm công văn.")
@_wanted
@_all
@_lang
@db_option
@json_option
def report(
    *,
    html: Path | None,
    xlsx: Path | None,
    docx: Path | None,
    everything: bool,
    lang: str,
    db: Path,
    as_json: bool,
    **asked: Any,
) -> None:
    """Các chỗ viện dẫn không thống nhất, thiếu, sai trong kho, mỗi chỗ với dẫn chứng và cách sửa.

    Ghi ra tệp (--html, --xlsx, --docx) thì màn hình chỉ in số lượng.
    """
    from graph.atomic import replacing  # noqa: PLC0415
    from queries.findings import keep_fresh  # noqa: PLC0415
    from queries.findings import report as ask  # noqa: PLC0415
    from queries.findings.wanted import Wanted, choose  # noqa: PLC0415
    from viz.cli_build import Shown  # noqa: PLC0415
    from viz.report import part_of  # noqa: PLC0415
    from viz.terminal import print_json, say  # noqa: PLC0415

    with opened(db) as store:
        with Shown() as shown:
            try:
                keep_fresh(store, shown.counter("find"))
            except KeyboardInterrupt:
                shown.stop()
                say(f"\nĐã dừng. Các văn bản đã soát xong được giữ trong {db}; chạy lại cùng lệnh để đi tiếp.")
                raise SystemExit(130) from None
        wanted = Wanted(**{name: value for name, value in asked.items() if value})
        answer = choose(store, ask(store, lang=lang, include_off=everything), wanted)
        for path, write in ((html, _html), (xlsx, _xlsx), (docx, _docx)):
            if path is not None:
                with replacing(path) as beside:
                    write(store, answer, beside, lang, part_of(store, answer, wanted, lang))
                say(f"Đã ghi {path}." if lang == "vi" else f"Wrote {path}.")
        if as_json:
            print_json(answer)
        else:
            from viz.report_terminal import print_report  # noqa: PLC0415

            print_report(store, answer, lang, counts_only=bool(html or xlsx or docx))


def _html(*about: Any) -> None:
    from viz.report_html import write_html  # noqa: PLC0415

    write_html(*about)


def _xlsx(*about: Any) -> None:
    from viz.report_xlsx import write_xlsx  # noqa: PLC0415

    write_xlsx(*about)


def _docx(*about: Any) -> None:
    from viz.report_docx import write_docx  # noqa: PLC0415

    write_docx(*about)


@click.command(cls=Speaks)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--html", type=click.Path(path_type=Path), metavar="F", help="Ghi kết quả soát thành một tệp HTML.")
@click.option("--xlsx", type=click.Path(path_type=Path), metavar="F", help="Ghi kết quả soát thành bảng tính Excel.")
@click.option("--docx", type=click.Path(path_type=Path), metavar="OUT", help="Ghi kết quả soát thành báo cáo Word.")
@_all
@_lang
@db_option
@json_option
def check(
    *,
    file: Path,
    html: Path | None,
    xlsx: Path | None,
    docx: Path | None,
    everything: bool,
    lang: str,
    db: Path,
    as_json: bool,
) -> None:
    """Soát dự thảo FILE: viện dẫn nào thiếu, sai, đã bị thay thế, theo những gì kho dữ liệu biết. FILE không được lưu
    lại."""
    from graph.atomic import replacing  # noqa: PLC0415
    from queries.findings import check as ask  # noqa: PLC0415
    from viz.terminal import print_json, say  # noqa: PLC0415

    with opened(db) as store:
        answer = ask(store, file, lang=lang, include_off=everything)
        for path, write in ((html, _checked_html), (xlsx, _checked_xlsx), (docx, _checked_docx)):
            if path is not None:
                with replacing(path) as beside:
                    write(store, answer, beside, lang)
                say(f"Đã ghi {path}." if lang == "vi" else f"Wrote {path}.")
        if as_json:
            print_json(answer)
        else:
            from viz.report_terminal import print_check  # noqa: PLC0415

            print_check(store, answer, lang)


def _checked_html(*about: Any) -> None:
    from viz.report_html import write_checked  # noqa: PLC0415

    write_checked(*about)


def _checked_xlsx(*about: Any) -> None:
    from viz.report_xlsx import write_checked  # noqa: PLC0415

    write_checked(*about)


def _checked_docx(*about: Any) -> None:
    from viz.report_docx import write_checked  # noqa: PLC0415

    write_checked(*about)
