"""What is said where a query names no single instrument, and the line that says which one was taken."""

from typing import Any, Protocol

import click


class _Asked(Protocol):
    @property
    def query(self) -> str: ...
    @property
    def instrument(self) -> Any: ...
    @property
    def candidates(self) -> Any: ...
    @property
    def reason(self) -> str | None: ...


def not_clear(answer: _Asked, *, quiet: bool) -> int:
    """Says why there is no answer on standard error, with the candidates as a table unless `quiet`; gives the exit
    status."""
    from queries.period import vietnamese_date  # noqa: PLC0415
    from viz.terminal import print_table, say, shorten  # noqa: PLC0415

    say(f"“{shorten(answer.query, 80)}”: {answer.reason}")
    if answer.candidates and not quiet:
        print_table(
            ("Mã", "Văn bản", "Ngày", "Cơ quan ban hành", "Trích yếu", "Văn bản viện dẫn"),
            (
                (c.id, c.label, vietnamese_date(c.date), c.issuer, shorten(c.title, 90), c.documents)
                for c in answer.candidates
            ),
            widths=(None, 4, None, 4, 6),
        )
    return 1


def heading(answer: _Asked) -> None:
    """The instrument taken, in full; what else the words could mean goes to standard error."""
    from queries.period import vietnamese_date  # noqa: PLC0415
    from viz.terminal import say  # noqa: PLC0415

    taken = answer.instrument
    # a law is called by its title: label and title are then the same words
    named = bool(taken.title) and taken.title.casefold().startswith(taken.label.casefold())
    parts = [
        taken.title if named else taken.label,
        f"ngày {vietnamese_date(taken.date)}" if taken.date else "(không rõ ngày)",
        f"của {taken.issuer}" if taken.issuer else "",
        "" if named else taken.title or "",
    ]
    click.echo(f"{' '.join(p for p in parts if p)} [{taken.id}]")
    if answer.candidates:
        others = ", ".join(f"{c.label} ({vietnamese_date(c.date) or 'không rõ ngày'})" for c in answer.candidates[:5])
        say(f"Cũng khớp: {others}{', …' if len(answer.candidates) > 5 else ''}")
