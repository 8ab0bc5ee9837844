"""`viendan who`: who implements an instrument."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from viz.cli_speak import Speaks, csv_option, db_option, json_option, opened, query_argument

if TYPE_CHECKING:
    from queries.under import TaskUnder
    from queries.who import Implementer, Who


@click.command(cls=Speaks)
@query_argument()
@db_option
@json_option
@csv_option
@click.pass_context
def who(ctx: click.Context, query: str, db: Path, as_json: bool, as_csv: bool) -> None:
    """Ai triển khai thực hiện văn bản QUERY: văn bản lấy nó làm căn cứ hoặc giao nhiệm vụ thực hiện nó, trực tiếp hoặc
    qua văn bản khác, kèm trích dẫn, nhiệm vụ, cơ quan, thời hạn."""
    from queries.who import who as ask  # noqa: PLC0415
    from viz.cli_candidates import not_clear  # noqa: PLC0415
    from viz.terminal import print_json  # noqa: PLC0415

    with opened(db) as store:
        answer = ask(store, query)
    if as_json:
        print_json(answer)
    if answer.instrument is None:
        ctx.exit(not_clear(answer, quiet=as_json))
    if as_csv:
        _print_csv(answer)
    elif not as_json:
        _print(answer)


def _print(answer: "Who") -> None:
    from queries.period import vietnamese_date  # noqa: PLC0415
    from viz.cli_candidates import heading  # noqa: PLC0415
    from viz.i18n import label  # noqa: PLC0415
    from viz.terminal import print_table, shorten  # noqa: PLC0415

    heading(answer)
    units = {i.unit.code for i in answer.implementers if i.unit}
    click.echo(f"\n{len(answer.implementers)} văn bản triển khai thực hiện, của {len(units)} đơn vị cấp xã.\n")
    if answer.implementers:
        print_table(
            ("Đơn vị", "Văn bản", "Ngày", "Quan hệ", "Dẫn chứng"),
            (
                (
                    owner(i),
                    f"{i.document.type or 'Văn bản'} {i.document.title or ''}".strip(),
                    vietnamese_date(i.document.date),
                    relation(i),
                    f"dòng {i.evidence[0].line}: “{shorten(i.evidence[0].quote, 150)}”" if i.evidence else "",
                )
                for i in answer.implementers
            ),
            widths=(2, 4, None, 2, 6),
        )
    tasks = [(i, task) for i in answer.implementers for task in i.tasks]
    if tasks:
        click.echo(f"\nNhiệm vụ ({len(tasks)}):\n")
        print_table(
            ("Đơn vị", "Mục", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn"),
            (
                (owner(i), t.label, shorten(t.text, 140), "; ".join(t.lead), "; ".join(t.coop), t.deadline)
                for i, t in tasks
            ),
            widths=(2, None, 5, 3, 3, 2),
        )
    if answer.mentioned_by:
        click.echo(f"\nChỉ nhắc đến hoặc quán triệt, tuyên truyền ({len(answer.mentioned_by)}):\n")
        print_table(
            ("Đơn vị", "Văn bản", "Quan hệ", "Dẫn chứng"),
            (
                (
                    owner(i),
                    shorten(f"{i.document.type or 'Văn bản'} {i.document.title or ''}", 100),
                    label("relation", i.relation, "vi"),
                    f"dòng {i.evidence[0].line}: “{shorten(i.evidence[0].quote, 120)}”",
                )
                for i in answer.mentioned_by
            ),
            widths=(2, 4, 2, 5),
        )


def owner(implementer: "Implementer") -> str:
    """The unit of a document, else its issuer."""
    unit = implementer.unit
    return f"{unit.type} {unit.name}" if unit else implementer.document.issuer or "(không rõ)"


def relation(implementer: "Implementer") -> str:
    """How a document implements: in its own words, or through which instruments."""
    from viz.i18n import label  # noqa: PLC0415

    words = "; ".join(label("relation", r, "vi") for r in implementer.relations)
    return f"{words}, qua {' → '.join(implementer.via_labels)}" if implementer.via else words


_COLUMNS = (
    *("unit_code", "unit", "document", "type", "title", "number", "symbol", "date", "issuer", "relation", "via"),
    *("line", "quote", "task", "task_text", "lead", "coop", "deadline"),
)


def _print_csv(answer: "Who") -> None:
    """A row a task; a document without tasks has one row."""
    from viz.terminal import print_csv  # noqa: PLC0415

    def row(i: "Implementer", t: "TaskUnder | None") -> tuple[Any, ...]:
        unit = (i.unit.code, f"{i.unit.type} {i.unit.name}") if i.unit else ("", "")
        d = i.document
        document = (
            d.id,
            d.type,
            d.title,
            d.number,
            d.symbol,
            d.date,
            d.issuer,
            "; ".join(i.relations),
            " > ".join(i.via),
        )
        proof = (i.evidence[0].line, i.evidence[0].quote) if i.evidence else ("", "")
        task = (t.label, t.text, "; ".join(t.lead), "; ".join(t.coop), t.deadline) if t else ("",) * 5
        return (*unit, *document, *proof, *task)

    print_csv(_COLUMNS, (row(i, t) for i in answer.implementers for t in i.tasks or (None,)))
