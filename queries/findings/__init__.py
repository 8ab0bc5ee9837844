"""The findings: where citations, dates, tasks and words of documents are wrong or contradict each other.

`report` gives those of the corpus, `check` those of one draft held against it, `refresh` works them out anew for what
changed. Each rule is a function of its own in the module of its family; `queries/tables/rules.csv` says what it is.
"""

from queries.findings.draft import Cited, Draft, check
from queries.findings.finding import Evidence, Finding, Judged, Place, Report, RuleShown, Severity
from queries.findings.keep import keep_fresh, refresh
from queries.findings.report import report

__all__ = [
    "Cited", "Draft", "Evidence", "Finding", "Judged", "Place", "Report", "RuleShown", "Severity",
    "check", "keep_fresh", "refresh", "report",
]  # fmt: skip
