"""`viendan gaps`: which units have not implemented an instrument."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from viz.cli_day import read_day
from viz.cli_speak import Speaks, csv_option, db_option, json_option, opened, query_argument

if TYPE_CHECKING:
    from queries.gaps import Gaps


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    return None if value is None else read_day(value)


@click.command(cls=Speaks)
@query_argument()
@click.option(
    "--as-of", callback=_day, metavar="DATE", help="Tính đến ngày này (2026-11-20 hoặc 20/11/2026); mặc định hôm nay."
)
@click.option("--all", "everything", is_flag=True, help="Liệt kê cả các đơn vị mà kho dữ liệu không có văn bản.")
@db_option
@json_option
@csv_option
@click.pass_context
def gaps(
    ctx: click.Context, *, query: str, as_of: date | None, everything: bool, db: Path, as_json: bool, as_csv: bool
) -> None:
    """Đơn vị cấp xã nào thuộc diện áp dụng của văn bản QUERY mà chưa triển khai thực hiện, với lý do và số ngày đã
    qua."""
    from queries.gaps import gaps as ask  # noqa: PLC0415
    from viz.cli_candidates import not_clear  # noqa: PLC0415
    from viz.terminal import print_json  # noqa: PLC0415

    with opened(db) as store:
        answer = ask(store, query, as_of)
    if as_json:
        print_json(answer)
    if answer.instrument is None:
        ctx.exit(not_clear(answer, quiet=as_json))
    if as_csv:
        _print_csv(answer)
    elif not as_json:
        _print(answer, everything)


def _print(answer: "Gaps", everything: bool) -> None:
    from queries.period import vietnamese_date  # noqa: PLC0415
    from viz.cli_candidates import heading  # noqa: PLC0415
    from viz.i18n import labels  # noqa: PLC0415
    from viz.terminal import print_table  # noqa: PLC0415

    statuses = labels("status", "vi")
    heading(answer)
    if answer.scope:
        click.echo(answer.scope.reason)
    click.echo(f"Tính đến ngày {vietnamese_date(answer.as_of)}:\n")
    counts = {status: getattr(answer.summary, status) for status in statuses}
    print_table(
        ("Tình trạng", "Số đơn vị"), ((statuses[s].text, n) for s, n in counts.items() if n or s != "no_documents")
    )
    order = list(statuses)
    shown = [u for u in answer.units if everything or u.status != "no_documents"]
    if shown:
        click.echo()
        print_table(
            ("Đơn vị", "Tình trạng", "Số ngày", "Lý do"),
            (
                (f"{u.type} {u.name}", statuses[u.status].text + ("" if u.certain else " (?)"), u.since_days, u.reason)
                for u in sorted(shown, key=lambda u: (order.index(u.status), u.name))
            ),
            widths=(2, 2, None, 7),
        )
    if not everything and counts["no_documents"]:
        click.echo(
            f"\n{counts['no_documents']} đơn vị không có văn bản nào trong kho: chưa biết, không có nghĩa là chưa làm. "
            "Liệt kê: thêm --all."
        )


def _print_csv(answer: "Gaps") -> None:
    from viz.terminal import print_csv  # noqa: PLC0415

    print_csv(
        ("code", "type", "name", "status", "since_days", "documents", "via", "reason"),
        (
            (u.code, u.type, u.name, u.status, u.since_days, "; ".join(u.documents), " > ".join(u.via), u.reason)
            for u in answer.units
        ),
    )
