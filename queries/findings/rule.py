"""The rules: each a function of its own; what is said of each is in `queries/tables/rules.csv`."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, wraps
from importlib.resources import files
from typing import TYPE_CHECKING

from queries.findings.finding import RuleShown, Said, Severity, Slip

if TYPE_CHECKING:
    from queries.findings.corpus import Corpus
    from queries.findings.read import Read

Check = Callable[["Read", "Corpus"], Iterator[Slip]]


@dataclass(frozen=True, slots=True)
class Rule:
    key: str
    severity: Severity
    shown: bool
    """Off by default where it is a matter of taste."""
    title: Said
    source: Said
    why: Said

    def said(self, lang: str) -> RuleShown:
        return RuleShown(
            self.key, self.title.of(lang), self.severity, self.shown, self.source.of(lang), self.why.of(lang)
        )


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its key, in the order of the table."""
    return {
        row["rule"]: Rule(
            row["rule"],
            Severity(row["severity"]),
            row["shown"] == "yes",
            *(Said(row[f"{name}_vi"], row[f"{name}_en"]) for name in ("title", "source", "why")),
        )
        for row in table("rules")
    }


@cache
def table(name: str) -> list[dict[str, str]]:
    """The rows of a table beside the code."""
    text = (files("queries") / "tables" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def once(check: Check) -> Check:
    """Of rules that another looks at as well: worked out once for a document."""

    @wraps(check)
    def kept(read: "Read", corpus: "Corpus") -> Iterator[Slip]:
        if check.__name__ not in read.memory:
            read.memory[check.__name__] = list(check(read, corpus))
        yield from read.memory[check.__name__]

    return kept


CHECKS: list[tuple[str, Check]] = []


def rule(key: str) -> Callable[[Check], Check]:
    """Registers a function as one that finds slips of the rule. Several functions may serve one rule."""

    def register(check: Check) -> Check:
        CHECKS.append((rules()[key].key, check))
        return check

    return register
