"""Which findings are asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from sqlalchemy import select

from graph.schema import documents
from graph.store import Store
from queries.findings.finding import Judged, Report

STATES = ("open", "accepted", "rejected")
"""What people said of a finding: nothing yet, that it is right, that it is none."""


class Placed(Protocol):
    """What a finding is chosen by."""

    @property
    def rule(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def document(self) -> str: ...
    @property
    def instrument(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """Empty strings filter nothing; `everything` adds the rules that are off by default."""

    rule: str = ""
    severity: str = ""
    document: str = ""
    instrument: str = ""
    unit: str = ""
    """Code of the ward or commune whose documents they are in."""
    judged: str = ""
    """One of STATES."""
    everything: bool = False

    @property
    def all(self) -> bool:
        return replace(self, everything=False) == Wanted()

    def passes(self, it: Placed, units: Mapping[str, str], judged: Judged | None) -> bool:
        """`units` has the unit of each document that has one."""
        asked = (
            (self.rule, it.rule),
            (self.severity, it.severity),
            (self.document, it.document),
            (self.instrument, it.instrument),
            (self.unit, units.get(it.document)),
            (self.judged, judged.verdict if judged else "open"),
        )
        return all(not value or value == has for value, has in asked)


def choose(store: Store, report: Report, wanted: Wanted) -> Report:
    """Those of the report that are wanted."""
    if wanted.all:
        return report
    units = units_of_documents(store)
    return replace(report, findings=tuple(f for f in report.findings if wanted.passes(f, units, f.judgement)))


def units_of_documents(store: Store) -> dict[str, str]:
    """The code of the unit of each document that is one's."""
    d = documents.c
    with store.read() as connection:
        rows = connection.execute(select(d.id, d.unit_code).where(d.unit_code.is_not(None))).all()
    return {row.id: row.unit_code for row in rows}
