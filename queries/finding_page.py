"""The report a page at a time, filtered."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select

from graph.schema import findings
from graph.store import Store
from queries.findings.finding import ORDER, Finding, Judged, RuleShown, Severity
from queries.findings.keep import keep_fresh
from queries.findings.report import finding, judgements, shown_rules
from queries.findings.rule import rules
from queries.version import kept


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings. Empty strings filter nothing; `everything` adds the rules that are off by default."""

    rule: str = ""
    severity: str = ""
    document: str = ""
    instrument: str = ""
    everything: bool = False


@dataclass(frozen=True, slots=True)
class FindingPage:
    findings: tuple[Finding, ...]
    rules: tuple[RuleShown, ...]
    total: int
    by_severity: dict[str, int]
    by_rule: dict[str, int]
    """Of all findings, filtered or not."""


@dataclass(frozen=True, slots=True)
class _Key:
    id: str
    rule: str
    severity: str
    document: str
    instrument: str | None
    start: int


def finding_page(store: Store, wanted: Wanted, *, lang: str = "vi", limit: int = 25, offset: int = 0) -> FindingPage:
    """Most severe first, then by document and place; what a person rejected last."""
    fresh(store)
    keys = kept(store, "finding keys", lambda: _keys(store))
    judged = judgements(store)
    shown = [k for k in keys if wanted.everything or rules()[k.rule].shown]
    found = [k for k in shown if _passes(k, wanted)]
    found.sort(key=lambda k: _rejected(judged.get(k.id)))
    ids = [k.id for k in found[offset : offset + limit]]
    with store.read() as connection:
        rows = {row.id: row for row in connection.execute(select(findings).where(findings.c.id.in_(ids)))}
    return FindingPage(
        findings=tuple(finding(rows[i], lang, judged.get(i)) for i in ids if i in rows),
        rules=shown_rules(lang),
        total=len(found),
        by_severity=dict(Counter(k.severity for k in found)),
        by_rule=dict(Counter(k.rule for k in shown)),
    )


def fresh(store: Store) -> None:
    """Works out the findings of what changed since they were asked for last."""
    kept(store, "findings fresh", lambda: keep_fresh(store))


def _keys(store: Store) -> list[_Key]:
    f = findings.c
    query = select(f.id, f.rule, f.severity, f.document_id, f.instrument_id, f.start)
    with store.read() as connection:
        found = [_Key(*tuple(row)) for row in connection.execute(query).all() if row.rule in rules()]
    return sorted(found, key=lambda k: (ORDER[Severity(k.severity)], k.document, k.start, k.id))


def _passes(key: _Key, wanted: Wanted) -> bool:
    asked = (
        (wanted.rule, key.rule),
        (wanted.severity, key.severity),
        (wanted.document, key.document),
        (wanted.instrument, key.instrument),
    )
    return all(not value or value == has for value, has in asked)


def _rejected(judged: Judged | None) -> bool:
    return bool(judged and judged.verdict == "rejected")
