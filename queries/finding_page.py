"""The report a page at a time, filtered."""

import atexit
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from sqlalchemy import func, select

from graph.schema import findings
from graph.store import Store, open_store
from queries.findings.finding import ORDER, Finding, Judged, RuleShown, Severity
from queries.findings.keep import keep_fresh
from queries.findings.report import finding, judgements, shown_rules
from queries.findings.rule import rules
from queries.findings.wanted import Wanted, units_of_documents
from queries.state import state
from queries.version import kept, notice


@dataclass(frozen=True, slots=True)
class FindingPage:
    findings: tuple[Finding, ...]
    rules: tuple[RuleShown, ...]
    total: int
    by_severity: dict[str, int]
    by_rule: dict[str, int]
    """Of all findings, filtered or not; the same of the next."""
    by_unit: dict[str, int]
    complete: bool
    """False while what changed since is still being looked at."""


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
    complete = fresh(store)
    keys = kept(store, "finding keys", lambda: _keys(store))
    judged = judgements(store)
    shown = [k for k in keys if wanted.everything or rules()[k.rule].shown]
    units = kept(store, "units of documents", lambda: units_of_documents(store))
    found = [k for k in shown if wanted.passes(k, units, judged.get(k.id))]
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
        by_unit=dict(Counter(units[k.document] for k in shown if k.document in units)),
        complete=complete,
    )


def concerning(store: Store) -> dict[str, int]:
    """By instrument, how many findings concern it of those that are shown; counted once for every version of the
    store, as it is now: nothing is looked at anew for it."""
    return kept(store, "findings of instruments", lambda: _concerning(store))


def _concerning(store: Store) -> dict[str, int]:
    f = findings.c
    shown = [r for r, it in rules().items() if it.shown]
    query = select(f.instrument_id, func.count()).where(f.instrument_id.is_not(None), f.rule.in_(shown))
    with store.read() as connection:
        return dict(iter(connection.execute(query.group_by(f.instrument_id)).all()))


def fresh(store: Store) -> bool:
    """Works out the findings of what changed since they were asked for last. In a large corpus that takes minutes: then
    a process of its own does it, and who asks goes on with the findings of before (False)."""
    seen = kept(store, "findings looked at", lambda: [False])
    if seen[0]:
        return True
    if state(store).documents < _LARGE:
        keep_fresh(store)
        notice(store)
        kept(store, "findings looked at", lambda: [False])[0] = True
        return True
    with _starting:
        worker = _workers.get(store)
        if worker is not None and worker.poll() is None:
            return False
        if worker is not None:
            del _workers[store]
            seen[0] = True
            return True
        command = [sys.executable, "-I", "-c", _WORK, str(store.path.resolve())]
        # in a session of its own: Ctrl-C is for the application, which ends it
        worker = _workers[store] = subprocess.Popen(command, start_new_session=True)  # noqa: S603 (our own program)
        atexit.register(worker.terminate)
    return False


_LARGE = 300
"""Documents from which the work is done beside."""
_starting = threading.Lock()
_workers: WeakKeyDictionary[Store, "subprocess.Popen[bytes]"] = WeakKeyDictionary()
_WORK = "import sys; from queries.finding_page import look_again; look_again(sys.argv[1])"


def look_again(path: str) -> None:
    """What the process beside does."""
    with open_store(path) as store:
        keep_fresh(store)


def _keys(store: Store) -> list[_Key]:
    f = findings.c
    query = select(f.id, f.rule, f.severity, f.document_id, f.instrument_id, f.start)
    with store.read() as connection:
        found = [_Key(*tuple(row)) for row in connection.execute(query).all() if row.rule in rules()]
    return sorted(found, key=lambda k: (ORDER[Severity(k.severity)], k.document, k.start, k.id))


def _rejected(judged: Judged | None) -> bool:
    return bool(judged and judged.verdict == "rejected")
