"""The report of the corpus: its findings, most severe first, with what people said of them."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from graph import schema
from graph.judgement import Kind, active
from graph.store import Store
from queries.findings.finding import ORDER, Evidence, Finding, Judged, Place, Report, Said, Severity
from queries.findings.keep import keep_fresh
from queries.findings.rule import rules


def report(store: Store, *, lang: str = "vi", include_off: bool = False, document: str | None = None) -> Report:
    """All findings of the corpus or of one document; with `include_off` those of rules that are off by default too."""
    keep_fresh(store)
    f = schema.findings
    query = select(f).order_by(f.c.document_id, f.c.start, f.c.id)
    if document is not None:
        query = query.where(f.c.document_id == document)
    with store.read() as connection:
        rows = connection.execute(query).all()
    judged = judgements(store)
    found = [finding(row, lang, judged.get(row.id)) for row in rows if row.rule in rules()]
    return Report(tuple(sort(f for f in found if include_off or rules()[f.rule].shown)), shown_rules(lang))


def shown_rules(lang: str) -> tuple[Any, ...]:
    return tuple(r.said(lang) for r in rules().values())


def sort(found: Iterable[Finding]) -> list[Finding]:
    """Most severe first, then by document and place; what a person rejected last."""
    return sorted(
        found,
        key=lambda f: (
            bool(f.judgement and f.judgement.verdict == "rejected"),
            ORDER[f.severity],
            f.document,
            f.start,
            f.id,
        ),
    )


def judgements(store: Store) -> dict[str, Judged]:
    """By finding, the last judgement in force."""
    return {
        j.subject["finding"]: Judged(j.id, str(j.subject.get("verdict", "")), j.who, j.at, j.why)
        for j in active(store)
        if j.kind is Kind.FINDING and "finding" in j.subject
    }


def finding(row: Any, lang: str, judged: Judged | None) -> Finding:
    """One row of the table, in a language."""
    body = row.body
    tail = "_en" if lang == "en" else ""
    return Finding(
        id=row.id,
        rule=row.rule,
        severity=Severity(row.severity),
        document=row.document_id,
        start=row.start,
        end=row.end,
        line=body["line"],
        quote=body["quote"],
        instrument=row.instrument_id,
        message=body[f"message{tail}"],
        suggestion=body[f"suggestion{tail}"],
        places=tuple(_place(p, lang) for p in body["places"]),
        evidence=tuple(Evidence(*e) for e in body["evidence"]),
        judgement=judged,
    )


def _place(kept: Sequence[Any], lang: str) -> Place:
    """As `body_of` keeps it."""
    start, end, line, quote, *said = kept
    return Place(start, end, line, quote, Said(*said).of(lang) if said else None)
