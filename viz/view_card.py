"""Rows of the store as cards of a graph view."""

from pathlib import PurePath
from typing import Any

from graph.instrument import display_code
from queries.period import vietnamese_date
from queries.scope import unit_name
from viz.i18n.words import word
from viz.view_node import BANDS, Fact, Kind, Node, Rivals

_LABEL = 160
"""Characters of a task that its card carries; the card shows what fits."""


def facts(**values: str | None) -> tuple[Fact, ...]:
    return tuple(Fact(f"fact.{name}", value) for name, value in values.items() if value)


def unit_label(code: str | None) -> str:
    unit = unit_name(code)
    return f"{unit.type[:1].upper()}{unit.type[1:]} {unit.name}" if unit else ""


def instrument_card(row: Any, paper: Any, rivals: tuple[Rivals, ...], lang: str) -> Node:
    code = row.unit_code or (paper.unit_code if paper is not None else None) or ""
    unit = unit_label(code)
    who = unit or row.issuer or ""
    return Node(
        id=f"i:{row.id}",
        kind=Kind.INSTRUMENT if paper is None else Kind.DOCUMENT,
        key=row.id,
        band=row.level if row.level in BANDS else "unknown",
        label=row.label,
        sub=" · ".join(
            part
            for part in ((who, (row.date or "")[:4]) if paper is not None else (vietnamese_date(row.date), who))
            if part
        ),
        name=" ".join(part for part in (row.label, row.title) if part and (part is row.label or part not in row.label)),
        type=row.type or "",
        date=row.date,
        facts=facts(
            type=row.type,
            date=vietnamese_date(row.date),
            issuer=row.issuer,
            title=row.title,
            level=word("graph", lang, f"band.{row.level}"),
            unit=unit,
            status=None if row.status == "unknown" else word("graph", lang, f"status.{row.status}"),
            cited=word("graph", lang, "count.cited", mentions=row.mention_count, documents=row.document_count)
            if row.document_count
            else None,
            signer=paper.signer if paper is not None else None,
            path=PurePath(paper.path).name if paper is not None else None,
        ),
        rivals=rivals,
        unit=code,
        weight=row.document_count,
    )


def document_card(row: Any) -> Node:
    unit = unit_label(row.unit_code)
    number = display_code(row.number or "…", None, row.symbol) if row.symbol else row.number
    return Node(
        id=f"d:{row.id}",
        kind=Kind.DOCUMENT,
        key=row.id,
        band=row.level if row.level in BANDS else "unknown",
        label=" ".join(part for part in (row.type, number) if part) or row.title or row.id,
        sub=" · ".join(part for part in (unit or row.issuer, (row.date or "")[:4]) if part),
        name=" ".join(part for part in (row.type, number, row.title) if part),
        type=row.type or "",
        date=row.date,
        facts=facts(
            type=row.type,
            number=number,
            date=vietnamese_date(row.date),
            issuer=row.issuer,
            title=row.title,
            unit=unit,
            signer=row.signer,
            path=PurePath(row.path).name,
        ),
        unit=row.unit_code or "",
        weight=1,
    )


def task_card(row: Any, holder: str, bodies: dict[tuple[int, str], list[str]]) -> Node:
    lead, coop = ("; ".join(dict.fromkeys(bodies.get((row.id, role), ()))) for role in ("lead", "coop"))
    return Node(
        id=f"t:{row.id}",
        kind=Kind.TASK,
        key="",
        band="task",
        label=" ".join(row.text.split())[:_LABEL],
        sub=" · ".join(part for part in (row.label, row.deadline_text, lead) if part),
        name=" ".join(row.text.split()),
        date=row.deadline_end,
        facts=facts(
            text=" ".join(row.text.split()),
            label=row.label,
            document=holder,
            lead=lead,
            coop=coop,
            deadline=row.deadline_text,
            product=row.product,
        ),
        weight=1 if row.deadline_end else 0,
    )
