"""`viendan export`: the graph for other tools."""

from pathlib import Path

import click

from viz.cli_speak import Speaks, db_option, opened

FORMATS = ("ttl", "nt", "jsonld", "graphml", "csv")


@click.command(cls=Speaks)
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="RDF, GraphML hoặc CSV (tệp zip).")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="F", help="Tệp sẽ ghi.")
@db_option
def export(*, form: str, output: Path, db: Path) -> None:
    """Xuất toàn bộ đồ thị: văn bản, viện dẫn, quan hệ, đơn vị, nhiệm vụ, dẫn chứng. RDF dùng từ vựng ELI, PROV, ORG,
    schema.org; cùng dữ liệu luôn cho cùng một tệp."""
    from viz.terminal import say  # noqa: PLC0415

    with opened(db) as store:
        if form == "graphml":
            from graph.graphml import write_graphml  # noqa: PLC0415

            said = write_graphml(store, output)
        elif form == "csv":
            from graph.sheets import write_csv  # noqa: PLC0415

            said = write_csv(store, output)
        else:
            from graph.rdf import write_rdf  # noqa: PLC0415

            said = write_rdf(store, output, form)
    say(f"Đã ghi {output}: {said}.")
