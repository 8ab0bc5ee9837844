"""`viendan show`: everything known about one instrument."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from viz.cli_speak import Speaks, db_option, json_option, opened, query_argument

if TYPE_CHECKING:
    from queries.show import Show, ValueSeen

_QUOTES = 3
"""Places shown under a value; the JSON has them all."""


@click.command(cls=Speaks)
@query_argument()
@db_option
@json_option
@click.pass_context
def show(ctx: click.Context, *, query: str, db: Path, as_json: bool) -> None:
    """Mọi điều đã biết về văn bản QUERY: mỗi thuộc tính với mọi giá trị từng thấy, bao nhiêu lần, ở đâu (văn bản, dòng,
    trích dẫn), giá trị nào có khả năng đúng và vì sao; quan hệ hai chiều với văn bản khác."""
    from queries.show import show as ask  # noqa: PLC0415
    from viz.cli_candidates import not_clear  # noqa: PLC0415
    from viz.terminal import print_json  # noqa: PLC0415

    with opened(db) as store:
        answer = ask(store, query)
    if as_json:
        print_json(answer)
    if answer.instrument is None:
        ctx.exit(not_clear(answer, quiet=as_json))
    if not as_json:
        _print(answer)


def _print(answer: "Show") -> None:
    from queries.noted import noted  # noqa: PLC0415
    from viz.cli_candidates import heading  # noqa: PLC0415
    from viz.i18n import label  # noqa: PLC0415
    from viz.terminal import print_table, shorten  # noqa: PLC0415

    heading(answer)
    facts = answer.facts
    if facts:
        system = "văn bản của Đảng" if facts.system == "party" else "văn bản nhà nước"
        source = f" (nguồn: {noted(facts.status_source)})" if facts.status_source else ""
        known = "có trong danh mục đã biết" if facts.registry else "chỉ biết qua các văn bản viện dẫn"
        click.echo(f"{system}; {label('force', facts.status, 'vi').lower()}{source}; {known}.")
    documents = {m.document for m in answer.mentions}
    click.echo(f"{len(answer.mentions)} chỗ viện dẫn trong {len(documents)} văn bản.")
    for attribute in answer.attributes:
        name = label("attribute", attribute.attribute, "vi")
        mark = "  ≠ các nguồn nêu khác nhau" if attribute.conflict else ""
        click.echo(f"\n{name}: {_spoken(attribute.attribute, attribute.likely) or '(chưa rõ)'}{mark}")
        for value in attribute.values:
            _print_value(attribute.attribute, value, quoted=len(attribute.values) > 1)
    for title, related, kind in (
        ("Văn bản này:", answer.relations.outgoing, "relation"),
        ("Văn bản này cũng:", answer.relations.incoming, "back"),
    ):
        if related:
            click.echo(f"\n{title}\n")
            print_table(
                ("Quan hệ", "Văn bản", "Theo", "Dẫn chứng"),
                (
                    (
                        label(kind, r.relation, "vi"),
                        f"{r.label}, {r.issuer}" if r.unit_code and r.issuer else r.label,
                        f"{r.document}, dòng {r.line}" if r.document and r.line else r.document or "danh mục đã biết",
                        shorten(r.quote, 120),
                    )
                    for r in related
                ),
                widths=(3, 4, 3, 6),
            )


def _print_value(attribute: str, value: "ValueSeen", *, quoted: bool) -> None:
    """A value with its places; their words only where values must be told apart."""
    from viz.terminal import shorten  # noqa: PLC0415

    mark = "✓" if value.likely else "≠" if value.conflicting else "~"
    reason = f" {value.reason}" if value.reason else ""
    click.echo(f"  {mark} {_spoken(attribute, value.value)}: {value.mentions} lần, {value.documents} văn bản.{reason}")
    for quote in value.evidence[:_QUOTES]:
        words = f": “{shorten(quote.quote, 160)}”" if quoted else ""
        click.echo(f"      {quote.document}, dòng {quote.line}{words}")
    if len(value.evidence) > _QUOTES:
        click.echo(f"      … và {len(value.evidence) - _QUOTES} chỗ khác (--json có đủ)")


def _spoken(attribute: str, value: str | None) -> str | None:
    from queries.period import vietnamese_date  # noqa: PLC0415

    return vietnamese_date(value) if attribute == "date" and value else value
