"""`viendan graph`: the interactive view as one HTML file."""

from pathlib import Path

import click

from viz.cli_speak import Speaks, db_option, opened, query_argument


@click.command(cls=Speaks)
@query_argument(required=False)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, metavar="F.html", help="Tệp HTML sẽ ghi."
)
@db_option
@click.pass_context
def graph(ctx: click.Context, *, query: str | None, output: Path, db: Path) -> None:
    """Vẽ đồ thị của văn bản QUERY (trên: căn cứ của nó; dưới: văn bản, đơn vị, nhiệm vụ thực hiện nó); không có QUERY:
    toàn kho. Một tệp HTML, mở được khi không có mạng."""
    from viz.terminal import say  # noqa: PLC0415
    from viz.view import write_graph  # noqa: PLC0415

    with opened(db) as store:
        if query:
            from queries.lookup import find  # noqa: PLC0415
            from viz.cli_candidates import not_clear  # noqa: PLC0415

            found = find(store, query)
            if found.instrument is None:
                ctx.exit(not_clear(found, quiet=False))
        write_graph(store, query, output)
    say(f"Đã ghi {output}.")
