"""`viendan graph`: the interactive view as one HTML file."""

from pathlib import Path

import click

from graph.store import Store
from viz.cli_speak import Speaks, db_option, opened, query_argument


@click.command(cls=Speaks)
@query_argument(required=False)
@click.option("--unit", metavar="ĐƠN VỊ", help="Đồ thị của một phường, xã, đặc khu: tên hoặc mã.")
@click.option(
    "--document",
    multiple=True,
    metavar="MÃ",
    help="Đồ thị của một văn bản trong kho (mã như lệnh documents in ra); lặp lại thì của cả nhóm.",
)
@click.option("--body", metavar="CƠ QUAN", help="Đồ thị các nhiệm vụ của một cơ quan, đơn vị.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, metavar="F.html", help="Tệp HTML sẽ ghi."
)
@db_option
@click.pass_context
def graph(
    ctx: click.Context,
    *,
    query: str | None,
    unit: str | None,
    document: tuple[str, ...],
    body: str | None,
    output: Path,
    db: Path,
) -> None:
    """Vẽ đồ thị của văn bản QUERY (trên: căn cứ của nó; dưới: văn bản, đơn vị, nhiệm vụ thực hiện nó), của một đơn vị,
    một cơ quan, một hay nhiều văn bản trong kho; không nêu gì: toàn kho. Một tệp HTML, mở được khi không có mạng."""
    from viz import view  # noqa: PLC0415
    from viz.terminal import say  # noqa: PLC0415

    if sum(map(bool, (query, unit, document, body))) > 1:
        raise click.UsageError("chỉ nêu một trong QUERY, --unit, --document, --body.", ctx)
    with opened(db) as store:
        if query:
            from queries.lookup import find  # noqa: PLC0415
            from viz.cli_candidates import not_clear  # noqa: PLC0415

            found = find(store, query)
            if found.instrument is None:
                ctx.exit(not_clear(found, quiet=False))
            shown = view.view_for_instrument(store, found.instrument.id)
        elif unit:
            shown = view.view_for_unit(store, _unit(store, unit))
        elif body:
            shown = view.view_for_body(store, _body(store, body))
        elif document:
            try:
                shown = (
                    view.view_for_group(store, document) if document[1:] else view.view_for_document(store, *document)
                )
            except KeyError as missing:
                raise click.ClickException(f"kho không có văn bản nào mang mã {missing.args[0]}.") from None
        else:
            shown = view.overview(store)
        view.write_graph(shown, output)
    say(f"Đã ghi {output}.")


def _unit(store: Store, said: str) -> str:
    """The code of the unit that is meant; of several of one name, that of the corpus's provinces."""
    from ingest.unit import unit_of, units_named  # noqa: PLC0415
    from queries.scope import provinces_of  # noqa: PLC0415

    if known := unit_of(said.strip()):
        return known.code
    units = units_named(said)
    with store.read() as connection:
        here = provinces_of(connection)
    near = [u for u in units if u.province_code in here] or list(units)
    if len(near) == 1:
        return near[0].code
    if not near:
        raise click.ClickException(f"không có đơn vị cấp xã nào tên là “{said}”.")
    which = "; ".join(f"{u.code} ({u.type} {u.name}, {u.province})" for u in near[:5])
    raise click.ClickException(f"“{said}” là tên của {len(near)} đơn vị, hãy nêu mã: {which}.")


def _body(store: Store, said: str) -> str:
    """The name of the body as the corpus holds it; accents optional."""
    from ingest.fold import fold  # noqa: PLC0415
    from queries.body import bodies  # noqa: PLC0415

    names = [line.name for line in bodies(store)]
    for name in names:
        if name == said or fold(name) == fold(said):
            return name
    near = [name for name in names if fold(said) in fold(name)][:3]
    hint = f" Có phải: {'; '.join(near)}?" if near else ""
    raise click.ClickException(f"không nhiệm vụ nào trong kho giao cho “{said}”.{hint}")
