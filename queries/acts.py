"""The documents of units that bear on one instrument: those that cite it, those that act on it through others, the
rest."""

from collections.abc import Collection
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Connection, and_, select

from graph.own_relation import own_relation
from graph.schema import documents, instrument_documents, instrument_mentions, mentions
from ingest.mention import Form, Relation
from queries.chain import BASIS, WORK, implements, levels, links
from queries.holding import Holding, document_in_words
from queries.period import Period
from queries.status import Act, Cited, Held, Silent, Through

_BATCH = 5000
_STRENGTH = {relation: n for n, relation in enumerate(BASIS)}


def citing(connection: Connection, instrument: str, of: Collection[str], until: date) -> dict[str, Cited]:
    """By unit, of those given, its documents issued by the day that cite the instrument, with what they do with it."""
    m = mentions.c
    rows = connection.execute(
        _mentions(m.id, m.task, own_relation().label("said"))
        .where(instrument_mentions.c.instrument_id == instrument)
        .order_by(m.document_id, m.ordinal)
    ).all()
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.document_id, []).append(row)
    units: dict[str, list[tuple[Held, Act]]] = {}
    for cited in found.values():
        held = _held(cited[0])
        if held.period.start is None or held.period.start <= until:
            units.setdefault(cited[0].unit_code, []).append((held, _act(cited)))
    for documents_of_unit in units.values():
        documents_of_unit.sort(key=lambda pair: (pair[0].period.start or date.min, pair[0].id))
    return {unit: Cited.of(found) for unit, found in units.items() if unit in of}


def _act(cited: list[Any]) -> Act:
    """What a document does, of all its citations of the instrument in their order."""
    bases = [row for row in cited if row.said in _STRENGTH]
    works = [row for row in cited if row.task is not None and row.said in WORK]
    basis = min(bases, key=lambda row: _STRENGTH[row.said], default=None)
    proof = basis or (works or cited)[0]
    task = works[0].task if works else None
    return Act(bool(bases or works), Relation(basis.said) if basis else None, task, proof.id)


def acting_through(
    connection: Connection, instrument: str, units: Collection[str], until: date
) -> dict[str, list[Through]]:
    """By unit, of those given, the documents issued by the day that act on an instrument that implements this one. The
    chains are followed link by link, and a unit that has its answer is not looked for further."""
    waiting = set(units)
    found: dict[str, list[Through]] = {}
    for level in levels(partial(links, connection), instrument):
        if not waiting:
            break
        best: dict[str, tuple[tuple[str, ...], int, Any]] = {}
        ids = sorted(level)
        for k in range(0, len(ids), _BATCH):
            rows = connection.execute(
                _mentions(mentions.c.id, instrument_mentions.c.instrument_id).where(
                    instrument_mentions.c.instrument_id.in_(ids[k : k + _BATCH]),
                    documents.c.unit_code.in_(sorted(waiting)),
                    implements(),
                )
            )
            for row in rows:
                key = (level[row.instrument_id], row.id)
                if row.document_id not in best or key < best[row.document_id][:2]:
                    best[row.document_id] = (*key, row)
        for via, mention, row in best.values():
            held = _held(row)
            if held.period.start is None or held.period.start <= until:
                found.setdefault(row.unit_code, []).append(Through(held, via, mention))
        waiting -= found.keys()
    for documents_of_unit in found.values():
        documents_of_unit.sort(key=lambda t: (t.held.period.start or date.min, t.held.id))
    return found


def silent(held: Holding, units: Collection[str], issued: Period, until: date) -> dict[str, Silent]:
    """By unit, of those given, its documents issued by the day, told apart by their time and the instrument's, oldest
    first. What is compared is the text of the dates."""
    first, last = (value.isoformat() if value else None for value in (issued.start, issued.end))
    found: dict[str, Silent] = {}
    for unit in units:
        if (mine := held.by_unit.get(unit)) is not None:
            later, older, undecided = mine.around(first, last, until.isoformat())
            if later or older or undecided:
                found[unit] = Silent(later, older, undecided)
    return found


_D = documents.c
_COLUMNS = (
    *(_D.id.label("document_id"), _D.unit_code, _D.type.label("kind"), _D.number, _D.symbol),
    *(_D.date, _D.date_from, _D.date_to),
)


def _mentions(*more: Any) -> Any:
    """Mentions in documents of units, but not of a document of itself."""
    itself = and_(
        instrument_documents.c.document_id == mentions.c.document_id,
        instrument_documents.c.instrument_id == instrument_mentions.c.instrument_id,
    )
    return (
        select(*_COLUMNS, *more)
        .select_from(instrument_mentions)
        .join(mentions, mentions.c.id == instrument_mentions.c.mention_id)
        .join(documents, and_(documents.c.id == mentions.c.document_id, documents.c.unit_code.is_not(None)))
        .outerjoin(instrument_documents, itself)
        .where(instrument_documents.c.document_id.is_(None), mentions.c.form != Form.SELF)
    )


def _held(row: Any) -> Held:
    return Held(row.document_id, document_in_words(row), Period.of_document(row))
