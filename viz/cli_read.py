"""`viendan text` and `viendan extract`: one document, no database."""

from pathlib import Path
from typing import Any

import click

from viz.cli_speak import Speaks, json_option


def _file_argument(command: Any) -> Any:
    return click.argument("file", type=click.Path(path_type=Path, dir_okay=True))(command)


@click.command(cls=Speaks)
@_file_argument
def text(file: Path) -> None:
    """In phần chữ của FILE, đúng như các vị trí (offset) trong JSON được tính: điểm mã Unicode, bắt đầu từ 0."""
    from ingest.formats import read_text  # noqa: PLC0415

    click.echo(read_text(file), nl=False)


@click.command(cls=Speaks)
@_file_argument
@json_option
def extract(file: Path, as_json: bool) -> None:
    """Đọc FILE: phần đầu văn bản, các viện dẫn với quan hệ của chúng, các nhiệm vụ với thời hạn, chủ trì, phối hợp."""
    from ingest.extract import extract as read  # noqa: PLC0415
    from ingest.extract import to_json  # noqa: PLC0415
    from ingest.formats import read_text  # noqa: PLC0415

    found = to_json(read(read_text(file)))
    if as_json:
        from viz.terminal import print_json  # noqa: PLC0415

        print_json(found)
        return
    _print(found)


def _print(found: dict[str, Any]) -> None:
    from queries.period import vietnamese_date  # noqa: PLC0415
    from viz.i18n import label  # noqa: PLC0415
    from viz.terminal import print_table, shorten  # noqa: PLC0415

    head = found["document"]
    for key in ("type", "number", "symbol", "date", "place", "issuer", "signer", "title"):
        value = vietnamese_date(head[key]) if key == "date" else head[key]
        click.echo(f"{label('attribute', key, 'vi') + ':':<18}{value or '(không ghi)'}")
    unit = head["unit"]
    click.echo(
        f"{'Đơn vị:':<18}{unit['type'] + ' ' + unit['name'] + ' (' + unit['code'] + ')' if unit else '(không rõ)'}"
    )
    click.echo(f"\nViện dẫn: {len(found['mentions'])}")
    print_table(
        ("Viện dẫn", "Ngày", "Cơ quan", "Quan hệ", "Dạng", "Nhiệm vụ"),
        (
            (
                m["text"],
                vietnamese_date(m["date"]) or m["date_text"],
                m["issuer"],
                label("relation", m["relation"], "vi"),
                label("form", m["form"], "vi"),
                m["task"],
            )
            for m in found["mentions"]
        ),
        widths=(4, None, 4),
    )
    click.echo(f"\nNhiệm vụ: {len(found['tasks'])}")
    print_table(
        ("Mục", "Nội dung", "Thời hạn", "Chủ trì", "Phối hợp"),
        (
            (
                t["label"],
                shorten(t["text"], 160),
                (t["deadline"] or {}).get("text"),
                "; ".join(t["lead"]),
                "; ".join(t["coop"]),
            )
            for t in found["tasks"]
        ),
        widths=(None, 5, 2, 3, 3),
    )
