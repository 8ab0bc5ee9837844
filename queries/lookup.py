"""Which instrument a person means by what they type."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select, text

from graph.reason import Reason, because
from graph.schema import instruments
from graph.store import Store
from ingest.fold import fold
from queries.match import Match, compare
from queries.wording import LONGEST, Word, Wording, read_wording

_SHOWN = 20
"""Candidates returned."""
_LOOKED_AT = 400
"""Rows compared for one question, the most cited first."""
_SEARCH = text("SELECT id FROM search WHERE search MATCH :match ORDER BY rowid LIMIT :limit").bindparams(
    bindparam("match"), bindparam("limit")
)


@dataclass(frozen=True, slots=True)
class InstrumentName:
    id: str
    label: str
    date: str | None
    issuer: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    id: str
    label: str
    score: float
    date: str | None
    issuer: str | None
    title: str | None
    documents: int
    """How many documents of the corpus cite it."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """`instrument` is the one clear best match, or None; `candidates` the others that answer to the same words, or the
    nearest where none does, best first; `reason` says what was decided."""

    query: str
    instrument: InstrumentName | None
    candidates: tuple[Candidate, ...]
    reason: Reason

    @property
    def instrument_id(self) -> str | None:
        return self.instrument.id if self.instrument else None


def find(store: Store, query: str) -> Lookup:
    """Finds the instrument. Any order of number, type, body, place, year, date and words of the subject; accents
    optional.

    A match has every word of the query exactly. One match that is better in its parts (number, type, symbol, name) than
    all others is taken; among equals, one that the corpus cites goes before those that only the registry knows;
    otherwise nothing is taken. Slips of the finger and beginnings of words only ever give candidates.
    """
    if len(query) > LONGEST:
        reason = because("queries.too-long", n=len(query), most=LONGEST)
        return Lookup(query[:LONGEST] + "…", None, (), reason)
    with store.read() as connection:
        if named := _by_id(connection, query):
            return Lookup(query, named, (), because("queries.exact-id"))
        wording = read_wording(query)
        if not wording.words and not wording.date:
            return Lookup(query, None, (), because("queries.no-words"))
        rows = _rows(connection, _all_of(wording))
        whole = [(match, row) for match, row in _ranked(wording, rows) if match.whole]
        if whole:
            return _decide(query, whole, telling=bool(wording.numbers) or len(wording.words) > 2)
        rows = list({row.id: row for row in (*rows, *_rows(connection, _any_of(wording)))}.values())
        near = _ranked(wording, rows)
    return _near(query, [(match, row) for match, row in near if match.score > 0])


def suggest(store: Store, typed: str, limit: int = 8) -> tuple[Candidate, ...]:
    """What a person may be about to type: every word but the last as a whole word, the last also as a beginning. Words
    in the label go before words in the subject, whole words before beginnings, what is cited more before what is cited
    less."""
    words = [w for w in _parts(typed[:LONGEST]) if w]
    if not words:
        return ()
    *firsts, last = (f'"{w}"' for w in words)
    head = " AND ".join(firsts)
    join = f"{head} AND " if head else ""
    tries = (
        f"label : ({join}{last})",
        f"label : ({join}{last}*)",
        f"{join}{last}",
        f"{join}{last}*",
    )
    ids: dict[str, None] = {}
    with store.read() as connection:
        for match in tries:
            ids |= dict.fromkeys(connection.execute(_SEARCH, {"match": match, "limit": limit}).scalars())
            if len(ids) >= limit:
                break
        wanted = list(ids)[:limit]
        rows = {row.id: row for row in connection.execute(select(instruments).where(instruments.c.id.in_(wanted)))}
    return tuple(_candidate(rows[i], 1.0) for i in wanted if i in rows)


def _decide(query: str, whole: list[tuple[Match, Any]], *, telling: bool) -> Lookup:
    """Takes the best of the whole matches if it is alone at the top; where the question is telling (a number, or
    several words), also if it is alone there in being of this corpus."""
    top = [(m, r) for m, r in whole if m.rank == whole[0][0].rank]
    cited = [(m, r) for m, r in top if r.mention_count or not r.registry]
    if len(top) > 1 and len(cited) == 1 and telling:
        top = cited
    if len(top) == 1:
        row = top[0][1]
        others = [(m, r) for m, r in whole if r.id != row.id]
        best = "queries.best-of" if others else "queries.best-match"
        return Lookup(query, _name(row), _candidates(others), because(best, label=row.label, n=len(others)))
    many = "queries.several-match" if len(top) < _LOOKED_AT else "queries.many-match"
    return Lookup(query, None, _candidates(whole), because(many, n=len(top)))


def _near(query: str, near: list[tuple[Match, Any]]) -> Lookup:
    if not near:
        return Lookup(query, None, (), because("queries.nothing-like-it"))
    best = near[0][0].score
    shown = [(m, r) for m, r in near if m.score >= best / 2]
    return Lookup(query, None, _candidates(shown), because("queries.nearest"))


def _ranked(wording: Wording, rows: Iterable[Any]) -> list[tuple[Match, Any]]:
    """Whole matches first by rank, the rest by score; then what is cited more, then by id, so that the order is always
    the same."""
    compared = [(compare(wording, row), row) for row in rows]
    return sorted(
        compared,
        key=lambda p: (
            not p[0].whole,
            tuple(-r for r in p[0].rank) if p[0].whole else (),
            -p[0].score,
            -p[1].document_count,
            p[1].id,
        ),
    )


def _rows(connection: Connection, matches: Iterable[str]) -> list[Any]:
    """The rows of the first search expression that finds any."""
    for match in matches:
        ids = list(connection.execute(_SEARCH, {"match": match, "limit": _LOOKED_AT}).scalars())
        if ids:
            return list(connection.execute(select(instruments).where(instruments.c.id.in_(ids))))
    return []


def _all_of(wording: Wording) -> list[str]:
    """Search expressions, strictest first: every word exactly (or what it stands for), then every word as a
    beginning."""
    groups = [_exactly(word) for word in wording.words]
    dated = [f'"{wording.date}"'] if wording.date else []
    exact = " AND ".join(groups + dated) if groups else "".join(dated)
    begins = " AND ".join(_beginning(word) for word in wording.words)
    return [e for e in (exact, " AND ".join(groups), begins) if e]


def _any_of(wording: Wording) -> list[str]:
    """For a question with a slip: all words but one; any telling word; words that begin alike."""
    groups = [_exactly(word) for word in wording.words]
    but_one = [" AND ".join(groups[:k] + groups[k + 1 :]) for k in range(len(groups))] if 1 < len(groups) <= 8 else []
    alike = [f'"{w.text[:3]}"*' for w in wording.words if w.kind == "word" and len(w.text) > 3]
    either = [" OR ".join(f"({c})" for c in but_one)] if but_one else []
    return either + [e for e in (" OR ".join(groups), " OR ".join(alike)) if e]


def _exactly(word: Word) -> str:
    """One word as a search expression: a number with and without leading zeros, an abbreviation with what it stands
    for."""
    if word.kind == "number":
        bare = word.text.lstrip("0") or "0"
        forms = dict.fromkeys((word.text, bare, f"0{bare}", f"00{bare}", f"000{bare}"))
    else:
        forms = dict.fromkeys((word.text, *word.long))
    joined = " OR ".join(f'"{f}"' for f in forms)
    # the term of the Assembly clings to its letters: "qh" is asked for, "qh15" stands in the symbol
    if word.kind == "body":
        joined += f' OR "{word.text}"*'
    return f"({joined})"


def _beginning(word: Word) -> str:
    return f'({_exactly(word)} OR "{word.text}"*)'


def _parts(typed: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in fold(typed)).split()


def labels(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """What instruments are called, by id."""
    wanted = sorted(ids)
    return {row.id: row.label for row in connection.execute(_LABELS, {"ids": wanted})} if wanted else {}


def row_of(connection: Connection, instrument: str) -> Any:
    """The row of an instrument that is there."""
    return connection.execute(_ROW, {"id": instrument}).one()


# made once: to put a statement together takes longer than to run it
_ROW = select(instruments).where(instruments.c.id == bindparam("id"))
_LABELS = select(instruments.c.id, instruments.c.label).where(instruments.c.id.in_(bindparam("ids", expanding=True)))


def _by_id(connection: Connection, query: str) -> InstrumentName | None:
    row = connection.execute(_ROW, {"id": query.strip().lower()}).first()
    return _name(row) if row else None


def _name(row: Any) -> InstrumentName:
    return InstrumentName(row.id, row.label, row.date, row.issuer, row.title)


def _candidates(found: Iterable[tuple[Match, Any]]) -> tuple[Candidate, ...]:
    return tuple(_candidate(row, match.score) for match, row in list(found)[:_SHOWN])


def _candidate(row: Any, score: float) -> Candidate:
    return Candidate(row.id, row.label, score, row.date, row.issuer, row.title, row.document_count)
