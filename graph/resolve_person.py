"""What people decided of mentions that name no number: which instrument each means, which it does not."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from graph import schema
from graph.judgement import Judgement, Kind, rulings

REST = ("blank", "generic")


@dataclass(frozen=True, slots=True)
class Chosen:
    """`means`: mention to instrument, of the latest judgement; `not_these`: pairs that a person keeps apart."""

    means: dict[int, str] = field(default_factory=dict)
    not_these: set[tuple[int, str]] = field(default_factory=set)


def chosen(connection: Connection) -> Chosen:
    """The judgements in force, same or different, between such a mention and an instrument."""
    found = Chosen()
    for judgement in rulings(connection).judgements:
        for mine, other in _pairs(judgement):
            mentions = _mentions(connection, mine)
            instrument = _instrument(connection, other) if mentions else None
            if instrument is None:
                continue
            for mention in mentions:
                if judgement.kind is Kind.SAME:
                    found.means[mention] = instrument
                    found.not_these.discard((mention, instrument))
                else:
                    found.not_these.add((mention, instrument))
                    if found.means.get(mention) == instrument:
                        del found.means[mention]
    return found


def _pairs(judgement: Judgement) -> Iterable[tuple[dict[str, Any], dict[str, Any]]]:
    if judgement.kind is Kind.VALUE:
        return
    a, b = judgement.subject["a"], judgement.subject["b"]
    for mine, other in ((a, b), (b, a)):
        if any(m.get("block") in REST for m in mine.get("mentions", ())):
            yield mine, other


def _mentions(connection: Connection, ref: dict[str, Any]) -> list[int]:
    m, d = schema.mentions.c, schema.documents.c
    places = [and_(d.sha256 == r["sha256"], m.start == r["start"]) for r in ref["mentions"] if r.get("block") in REST]
    query = select(m.id).join(schema.documents, d.id == m.document_id).where(m.block.in_(REST), or_(*places))
    return list(connection.execute(query).scalars())


def _instrument(connection: Connection, ref: dict[str, Any]) -> str | None:
    """The instrument that a reference means now: that of its citations, else the one of its id."""
    m, d, placed = schema.mentions.c, schema.documents.c, schema.instrument_mentions.c
    for anchor in ref.get("mentions", ()):
        query = (
            select(placed.instrument_id)
            .join(schema.mentions, m.id == placed.mention_id)
            .join(schema.documents, d.id == m.document_id)
            .where(d.sha256 == anchor["sha256"], m.start == anchor["start"])
        )
        if found := connection.execute(query).scalar():
            return str(found)
    key = ref.get("instrument")
    known = connection.execute(select(schema.instruments.c.id).where(schema.instruments.c.id == key)).scalar()
    return str(known) if known else None
