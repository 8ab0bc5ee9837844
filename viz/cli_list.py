"""`viendan documents` and `viendan instruments`: what the database holds."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from viz.cli_speak import Speaks, db_option, json_option, opened, query_argument

if TYPE_CHECKING:
    from queries.instruments import Instruments


@click.command(cls=Speaks)
@db_option
@json_option
def documents(db: Path, as_json: bool) -> None:
    """Các văn bản trong kho, với số viện dẫn và số nhiệm vụ của mỗi văn bản."""
    from queries.documents import documents as ask  # noqa: PLC0415
    from queries.period import vietnamese_date  # noqa: PLC0415
    from viz.terminal import print_json, print_table, shorten  # noqa: PLC0415

    with opened(db) as store:
        answer = ask(store)
    if as_json:
        print_json(answer)
        return
    found = answer.documents
    mentions, tasks = sum(d.mentions for d in found), sum(d.tasks for d in found)
    click.echo(f"{len(found)} văn bản, {mentions} viện dẫn, {tasks} nhiệm vụ.\n")
    if found:
        print_table(
            ("Đơn vị", "Loại", "Ngày", "Trích yếu", "Viện dẫn", "Nhiệm vụ", "Tệp"),
            (
                (
                    f"{d.unit.type} {d.unit.name}" if d.unit else d.issuer,
                    d.type,
                    vietnamese_date(d.date),
                    shorten(d.title, 120),
                    d.mentions,
                    d.tasks,
                    Path(d.path).name,
                )
                for d in found
            ),
            widths=(3, 3, None, 6, None, None, 5),
        )


@click.command(cls=Speaks)
@query_argument(required=False)
@click.option("--known", is_flag=True, help="Liệt kê cả văn bản chỉ có trong danh mục đã biết, chưa ai viện dẫn.")
@db_option
@json_option
@click.pass_context
def instruments(ctx: click.Context, *, query: str | None, known: bool, db: Path, as_json: bool) -> None:
    """Các văn bản được viện dẫn, số lần, chỗ không thống nhất; và các viện dẫn chưa xác định được. Với QUERY: chỉ các
    văn bản khớp."""
    from queries.instruments import instruments as ask  # noqa: PLC0415
    from viz.terminal import print_json, say  # noqa: PLC0415

    with opened(db) as store:
        answer = ask(store, query, known=known)
    if as_json:
        print_json(answer)
    else:
        _print(answer)
    if query and not answer.instruments:
        say(f"“{query}”: {answer.reason}")
        ctx.exit(1)


def _print(answer: "Instruments") -> None:
    from queries.period import vietnamese_date  # noqa: PLC0415
    from viz.i18n import label  # noqa: PLC0415
    from viz.terminal import print_table, shorten  # noqa: PLC0415

    mentions = sum(len(i.mentions) for i in answer.instruments)
    click.echo(f"{len(answer.instruments)} văn bản được viện dẫn, {mentions} chỗ viện dẫn.\n")
    if answer.instruments:
        print_table(
            ("Mã", "Văn bản", "Ngày", "Cơ quan ban hành", "Trích yếu", "Số lần", "Không thống nhất"),
            (
                (
                    i.id,
                    i.label,
                    vietnamese_date(i.date),
                    i.issuer,
                    shorten(i.title, 80),
                    len(i.mentions),
                    ", ".join(label("attribute", c.attribute, "vi").lower() for c in i.conflicts),
                )
                for i in answer.instruments
            ),
            widths=(None, 4, None, 4, 6, None, 2),
        )
    if answer.unresolved:
        click.echo(f"\n{len(answer.unresolved)} viện dẫn chưa xác định được văn bản:\n")
        print_table(
            ("Viện dẫn", "Lý do", "Có thể là"),
            (
                (shorten(u.text, 80), u.reason, "; ".join(f"{c.label} ({c.score:.2f})" for c in u.candidates[:3]))
                for u in answer.unresolved
            ),
            widths=(3, 4, 4),
        )
