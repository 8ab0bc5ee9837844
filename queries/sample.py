"""What a page quotes of an instrument that has tens of thousands of citations: the first, and one of every kind."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from graph.schema import instrument_mentions, instrument_relations, mentions
from queries.bearing import Bearing


@dataclass(frozen=True, slots=True)
class Side:
    """The relations one way: the first of every kind, and of how many instruments there are some of each."""

    ids: tuple[int, ...]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Sample:
    """Ids of mentions and of relations."""

    mentions: tuple[int, ...]
    outgoing: Side
    incoming: Side


def sample(connection: Connection, borne: Bearing | None, instrument: str, most: int) -> Sample:
    """At most so many of each. They are looked for once, where there is something to keep them with."""
    kept: Sample | None = borne.samples.get((instrument, most)) if borne else None
    if kept is None:
        r = instrument_relations.c
        kept = Sample(
            _mentions(connection, instrument, most),
            _side(connection, r.source_id, r.target_id, instrument, most),
            _side(connection, r.target_id, r.source_id, instrument, most),
        )
        if borne:
            borne.samples[instrument, most] = kept
    return kept


def _mentions(connection: Connection, instrument: str, most: int) -> tuple[int, ...]:
    """The first citations, and the first of every wording of the attributes."""
    m, placed = mentions.c, instrument_mentions.c
    first = select(placed.mention_id).where(placed.instrument_id == instrument).order_by(placed.mention_id).limit(most)
    each = (
        select(func.min(m.id))
        .join(instrument_mentions, placed.mention_id == m.id)
        .where(placed.instrument_id == instrument)
        .group_by(m.type, m.symbol, m.date, m.issuer, m.title)
        .limit(most)
    )
    return tuple(sorted({*connection.execute(first).scalars(), *connection.execute(each).scalars()}))


def _side(connection: Connection, here: Any, there: Any, instrument: str, most: int) -> Side:
    r = instrument_relations.c
    number = func.row_number().over(partition_by=r.relation, order_by=r.id).label("number")
    numbered = select(r.id, number).where(here == instrument).subquery()
    ids = connection.execute(select(numbered.c.id).where(numbered.c.number <= most).order_by(numbered.c.id)).scalars()
    query = select(r.relation, func.count(there.distinct())).where(here == instrument).group_by(r.relation)
    return Side(tuple(ids), dict(iter(connection.execute(query).all())))
