"""A finding: a place in a document where something is wrong or missing, what shows it, and what to write instead."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple


class Severity(StrEnum):
    ERROR = "error"
    """The citation points to the wrong thing or to nothing."""
    WARNING = "warning"
    """It contradicts others or is incomplete."""
    INFO = "info"
    """Style."""


ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Said(NamedTuple):
    """One sentence in both languages."""

    vi: str
    en: str

    def of(self, lang: str) -> str:
        return self.en if lang == "en" else self.vi


@dataclass(frozen=True, slots=True)
class Place:
    """Where the slip stands; `quote` is the document's text from `start` to `end`."""

    start: int
    end: int
    line: int
    quote: str
    message: str | None = None
    """What is wrong here, where the message of the finding, which is that of its first place, says something else."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that bear a finding out. `document` is None for what the registry of known instruments says."""

    document: str | None
    start: int | None
    end: int | None
    quote: str
    line: int | None = None


class Slip(NamedTuple):
    """What a rule sees at one place of one document. Slips of one rule and one `key` become one finding."""

    start: int
    end: int
    said: Said
    suggestion: Said | None = None
    instrument: str | None = None
    evidence: tuple[Evidence, ...] = ()
    key: Hashable = None
    severity: Severity | None = None
    """Where it is not the rule's own."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a person said of a finding."""

    id: str
    verdict: str
    who: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One slip with its places: `start` to `end` is the first, `places` has all."""

    id: str
    rule: str
    severity: Severity
    document: str
    start: int
    end: int
    line: int
    quote: str
    instrument: str | None
    message: str
    suggestion: str | None
    places: tuple[Place, ...]
    evidence: tuple[Evidence, ...]
    judgement: Judged | None = None


@dataclass(frozen=True, slots=True)
class RuleShown:
    rule: str
    title: str
    severity: Severity
    shown: bool
    """Whether its findings are shown unless they are asked away."""
    source: str
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    findings: tuple[Finding, ...]
    rules: tuple[RuleShown, ...]


def body_of(slip: Slip, places: Sequence[tuple[Place, Said]]) -> dict[str, Any]:
    """What the store keeps of a finding besides its columns: of every place, too, what is said there, where that is
    not what the first slip says."""
    first = places[0][0]
    return {
        "quote": first.quote,
        "line": first.line,
        "message": slip.said.vi,
        "message_en": slip.said.en,
        "suggestion": slip.suggestion.vi if slip.suggestion else None,
        "suggestion_en": slip.suggestion.en if slip.suggestion else None,
        "places": [[p.start, p.end, p.line, p.quote, *(said if said != slip.said else ())] for p, said in places],
        "evidence": [[e.document, e.start, e.end, e.quote, e.line] for e in slip.evidence],
    }
