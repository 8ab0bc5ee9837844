"""Mentions that name no number: blanks, which mostly mean the document's own plan, and generic ones, by their words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract
from sqlalchemy import Connection, delete, insert, select

from graph import schema
from graph.claim import Context, comparable
from graph.issuer import Issuer, IssuerContext, compatible, read_issuer
from graph.kind import read_symbol, slug_of
from graph.reason import Reason, because
from graph.resolve_person import Chosen, chosen
from graph.resolve_score import likeness
from graph.resolve_write import batches, write_unresolved
from ingest.mention import Form, Relation

ENOUGH = 86.0
"""Per cent of likeness from which the words of a reference identify an instrument."""
CLEAR = 8.0
"""Per cent by which the best must exceed the second."""
SHOWN = 55.0
_CUT_SHORT = 44.0
_LETTERS = 25
"""Letters of a subject below which words identify nothing."""


POOL = "t:"
"""Begins a mark that instruments of a type and place changed."""
_FIELDS = ("id", "document_id", "form", "text", "type", "symbol", "date", "date_text", "issuer", "title", "relation")


class _Target(NamedTuple):
    id: str
    type: str
    date: str
    issuer: str | None
    symbol: str | None


@dataclass(slots=True)
class _Pool:
    """The instruments of one type and place, each as often as it has titles."""

    targets: list[_Target] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    _asked: dict[str, list[tuple[_Target, float]]] = field(default_factory=dict)

    def near(self, subject: str) -> list[tuple[_Target, float]]:
        """The instruments whose titles are like the subject. Wards ask for the same ones."""
        if subject not in self._asked:
            # Cheap and generous first: a subject cut short is still this much of its title.
            found = extract(subject, self.titles, scorer=ratio, score_cutoff=_CUT_SHORT, limit=40)
            scored = [(self.targets[index], likeness(subject, title)) for title, _, index in found]
            self._asked[subject] = [(target, score) for target, score in scored if score >= SHOWN]
        return self._asked[subject]


def pool_of(
    type_word: str | None, province_code: str | None, former_province: str | None, unit_code: str | None
) -> str:
    """Type and place, within which a reference by words looks for its instrument."""
    return "|".join(
        (slug_of(type_word) if type_word else "", province_code or "", former_province or "", unit_code or "")
    )


def place_rest(
    connection: Connection, contexts: Mapping[str, Context], documents: set[str], pools: set[str], *, everything: bool
) -> set[str]:
    """Places the blanks and generic references of the documents, and those that look where instruments changed (or
    everything). Returns the documents of which something changed."""
    m, placed = schema.mentions, schema.instrument_mentions
    found_rows = connection.execute(select(*(m.c[n] for n in _FIELDS)).where(m.c.block.in_(("blank", "generic")))).all()
    rows = [
        row
        for row in found_rows
        if everything
        or row.document_id in documents
        or (row.form == Form.GENERIC and pools.intersection(_looks_in(row, contexts[row.document_id])))
    ]
    if not rows:
        return set()
    wanted: dict[int, tuple[str, float, dict[str, float]]] = {}
    open_: dict[int, tuple[Reason, list[tuple[str, float]]]] = {}
    own = {r.document_id: r.instrument_id for r in connection.execute(select(schema.instrument_documents))}
    heads = {
        r.id: r
        for r in connection.execute(
            select(schema.documents.c.id, schema.documents.c.type, schema.documents.c.symbol, schema.documents.c.date)
        )
    }
    targets = _targets(connection)
    memory: dict[tuple[object, ...], list[tuple[str, float]]] = {}
    for row in rows:
        if row.form in (Form.BLANK, Form.SELF):
            score = _own_score(row, heads[row.document_id])
            if row.document_id in own and score is not None:
                wanted[row.id] = (own[row.document_id], 0.9 if score["symbol"] else 0.8, score)
            else:
                open_[row.id] = (because("graph.blank"), [])
            continue
        context = contexts[row.document_id]
        key = (row.type, row.issuer, row.title, row.text, context.issuing, context.until)
        if key not in memory:
            memory[key] = _alike(row, context, targets)
        found = memory[key]
        issuer = _issuer(row, context)
        joint = issuer is not None and "+" in issuer.key
        clear = found and not joint and found[0][1] >= ENOUGH and (len(found) < 2 or found[0][1] - found[1][1] >= CLEAR)
        if clear and row.issuer:
            wanted[row.id] = (
                found[0][0],
                round(0.5 + (found[0][1] - ENOUGH) / 50, 3),
                {"title": round(found[0][1] / 100, 2), "issuer": 2.0},
            )
        else:
            open_[row.id] = (because("graph.words-alone"), [(i, round(s / 100, 3)) for i, s in found[:5]])
    ids = {row.id: row.document_id for row in rows}
    _obey(chosen(connection), ids, wanted, open_)
    had = {
        r.mention_id: (r.instrument_id, r.confidence, r.score)
        for chunk in batches(ids)
        for r in connection.execute(select(placed).where(placed.c.mention_id.in_(chunk)))
    }
    stale = [k for k, v in had.items() if wanted.get(k) != v]
    for chunk in batches(stale):
        connection.execute(delete(placed).where(placed.c.mention_id.in_(chunk)))
    fresh = [
        {"mention_id": k, "instrument_id": v[0], "confidence": v[1], "score": v[2]}
        for k, v in sorted(wanted.items())
        if had.get(k) != v
    ]
    if fresh:
        connection.execute(insert(placed), fresh)
    write_unresolved(connection, ids, open_)
    return {ids[k] for k in (*stale, *(f["mention_id"] for f in fresh))}


def _obey(
    people: Chosen,
    mentions: Mapping[int, str],
    wanted: dict[int, tuple[str, float, dict[str, float]]],
    open_: dict[int, tuple[Reason, list[tuple[str, float]]]],
) -> None:
    """What a person said goes before what the words say."""
    for mention, instrument in people.not_these:
        if mention in open_:
            reason, candidates = open_[mention]
            open_[mention] = (reason, [c for c in candidates if c[0] != instrument])
        elif mention in wanted and wanted[mention][0] == instrument:
            del wanted[mention]
            open_[mention] = (because("graph.not-the-nearest"), [])
    for mention, instrument in people.means.items():
        if mention in mentions:
            open_.pop(mention, None)
            wanted[mention] = (instrument, 1.0, {"person": 1.0})


def _own_score(row: Any, head: Any) -> dict[str, float] | None:
    """Points for a blank being the document that it stands in; None where type, symbol or month speak against it."""
    mine, its = read_symbol(row.symbol, row.type), read_symbol(head.symbol, head.type)
    if mine and its and mine != its:
        return None
    if row.type and head.type and slug_of(row.type) != slug_of(head.type):
        return None
    if not (mine and its) and row.relation != Relation.ANNEX_OF:
        return None
    date = row.date or ""
    if len(head.date or "") == 10 and date and date != head.date:
        return None
    return {"symbol": 3.0 if mine and its else 0.0, "annex": 2.0 if row.relation == Relation.ANNEX_OF else 0.0}


def _targets(connection: Connection) -> dict[str, _Pool]:
    """Instruments by type and place, each with every title seen of it."""
    i, v = schema.instruments, schema.instrument_values
    titles: dict[str, list[str]] = {}
    query = select(v.c.instrument_id, v.c.value).where(v.c.attribute == "title").order_by(v.c.instrument_id, v.c.value)
    for key, value in connection.execute(query):
        title = comparable(value)
        if len(title) >= _LETTERS:
            titles.setdefault(key, []).append(title)
    found: dict[str, _Pool] = {}
    columns = (
        i.c.id,
        i.c.type,
        i.c.date,
        i.c.issuer,
        i.c.symbol,
        i.c.province_code,
        i.c.former_province,
        i.c.unit_code,
    )
    for row in connection.execute(select(*columns).order_by(i.c.id)):
        if row.id in titles:
            pool = found.setdefault(pool_of(row.type, row.province_code, row.former_province, row.unit_code), _Pool())
            target = _Target(row.id, row.type, row.date or "", row.issuer, row.symbol)
            for title in titles[row.id]:
                pool.targets.append(target)
                pool.titles.append(title)
    return found


def _looks_in(row: Any, context: Context) -> list[str]:
    """The pools that hold what a reference may mean: of its issuer's place, and of instruments whose place is not
    known; without an issuer, of the document's own unit and province."""
    issuer = _issuer(row, context)
    if issuer is not None:
        places = [(issuer.province_code, issuer.former_province, issuer.unit_code)]
    else:
        unit = context.issuing.unit
        province = context.issuing.province_code
        places = [(province, None, None)] + ([(unit.province_code, None, unit.code)] if unit else [])
    return [pool_of(row.type, *place) for place in dict.fromkeys([*places, (None, None, None)])]


def _issuer(row: Any, context: Context) -> Issuer | None:
    issuer = read_issuer(row.issuer, row.symbol, row.type, context.issuing) if row.issuer else None
    return issuer if issuer is not None and issuer.key else None


def _alike(row: Any, context: Context, pools: Mapping[str, _Pool]) -> list[tuple[str, float]]:
    """Instruments of the type and issuer that the words may mean, best first."""
    subject = comparable(row.title)
    if len(subject) < _LETTERS:
        return []
    issuer = _issuer(row, context)
    best: dict[str, float] = {}
    for name in _looks_in(row, context):
        pool = pools.get(name)
        if pool is None:
            continue
        for target, score in pool.near(subject):
            if target.date > context.until or not _same_issuer(issuer, target):
                continue
            best[target.id] = max(score, best.get(target.id, 0.0))
    return sorted(best.items(), key=lambda f: (-f[1], f[0]))[:6]


def _same_issuer(issuer: Issuer | None, target: _Target) -> bool:
    if issuer is None or target.issuer is None:
        return True
    other = read_issuer(target.issuer, target.symbol, target.type, IssuerContext())
    return not other.key or compatible(issuer, other) >= 0.7
