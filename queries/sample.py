"""What a page quotes of an instrument that has tens of thousands of citations: the first, and one of every kind."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Integer, Select, Text, bindparam, func, select

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
        kept = Sample(
            _mentions(connection, instrument, most),
            _side(connection, "source", instrument, most),
            _side(connection, "target", instrument, most),
        )
        if borne:
            borne.samples[instrument, most] = kept
    return kept


def _mentions(connection: Connection, instrument: str, most: int) -> tuple[int, ...]:
    """The first citations, and the first of every wording of the attributes."""
    asked = {"key": instrument, "most": most}
    return tuple(sorted({*connection.execute(_FIRST, asked).scalars(), *connection.execute(_EACH, asked).scalars()}))


def _side(connection: Connection, way: str, instrument: str, most: int) -> Side:
    """Of what the instrument is in them, `source` or `target`."""
    first, counts = _SIDES[way]
    ids = connection.execute(first, {"key": instrument, "most": most}).scalars()
    return Side(tuple(ids), dict(iter(connection.execute(counts, {"key": instrument}).all())))


_KEY, _MOST = bindparam("key", type_=Text()), bindparam("most", type_=Integer())
_M, _PLACED, _R = mentions.c, instrument_mentions.c, instrument_relations.c
_FIRST = select(_PLACED.mention_id).where(_PLACED.instrument_id == _KEY).order_by(_PLACED.mention_id).limit(_MOST)
_EACH = (
    select(func.min(_M.id))
    .join(instrument_mentions, _PLACED.mention_id == _M.id)
    .where(_PLACED.instrument_id == _KEY)
    .group_by(_M.type, _M.symbol, _M.date, _M.issuer, _M.title)
    .limit(_MOST)
)


def _relations(here: Any, there: Any) -> tuple[Select[Any], Select[Any]]:
    number = func.row_number().over(partition_by=_R.relation, order_by=_R.id).label("number")
    numbered = select(_R.id, number).where(here == _KEY).subquery()
    first = select(numbered.c.id).where(numbered.c.number <= _MOST).order_by(numbered.c.id)
    return first, select(_R.relation, func.count(there.distinct())).where(here == _KEY).group_by(_R.relation)


_SIDES = {"source": _relations(_R.source_id, _R.target_id), "target": _relations(_R.target_id, _R.source_id)}
