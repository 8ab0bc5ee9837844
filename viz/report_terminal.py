"""The report on a terminal: counts, then the findings, each on a few lines."""

from collections import Counter
from collections.abc import Mapping, Sequence

import click

from graph.store import Store
from queries.findings import Draft, Finding, Report
from queries.instant import day_of
from viz.i18n import day
from viz.report import SEVERITIES, Paper, lines, papers, place_of, plain, rule_title, word
from viz.terminal import print_table, shorten

_EVIDENCE = 2
_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}


def print_report(store: Store, report: Report, lang: str, *, counts_only: bool = False) -> None:
    """Counts by rule and by document, then the findings, most severe first."""
    names = papers(store)
    click.echo(word(lang, "corpus", documents=len(names), findings=len(report.findings)) + ".\n")
    if not report.findings:
        click.echo(word(lang, "none"))
        return
    _counts(report.findings, lang, {k: p.name for k, p in names.items()})
    for f in () if counts_only else report.findings:
        _print(f, names, lang)


def print_check(store: Store, draft: Draft, lang: str) -> None:
    """The draft's own findings, then what the corpus knows of each instrument that it cites."""
    names = papers(store)
    total = ", ".join(
        f"{word(lang, f'severity.{s}')}: {sum(f.severity == s for f in draft.findings)}" for s in SEVERITIES
    )
    click.echo(f"{word(lang, 'draft_title')}. {total}.\n")
    if not draft.findings:
        click.echo(word(lang, "none") + "\n")
    for f in draft.findings:
        _print(f, names, lang)
    if draft.instruments:
        click.echo(f"{word(lang, 'cites')}:\n")
        print_table(
            (word(lang, "citation"), word(lang, "status"), word(lang, "known_in"), word(lang, "implementers")),
            (
                (c.citation, word(lang, f"status.{c.status}"), c.documents, "; ".join(c.implementers))
                for c in draft.instruments
            ),
            widths=(6, 2, None, 3),
        )


def _counts(findings: Sequence[Finding], lang: str, names: dict[str, str]) -> None:
    heads = tuple(word(lang, f"severity.{s}") for s in SEVERITIES)
    for title in ("rule", "document"):
        counts = Counter((str(getattr(f, title)), str(f.severity)) for f in findings)
        keys = sorted({k for k, _ in counts}, key=lambda k: (tuple(-counts[k, s] for s in SEVERITIES), k))
        print_table(
            (word(lang, title), *heads),
            (
                (rule_title(lang, k) if title == "rule" else names.get(k, k), *(counts[k, s] or "" for s in SEVERITIES))
                for k in keys
            ),
            widths=(3, None, None, None),
        )
        click.echo("")


def _print(f: Finding, names: Mapping[str, Paper], lang: str) -> None:
    mark = click.style(word(lang, f"severity.{f.severity}"), fg=_COLOURS[f.severity], bold=True)
    paper = names.get(f.document)
    name = paper.name if paper else ""
    where = ", ".join(w for w in (name, f"{word(lang, 'line')} {lines(f)}") if w)
    click.echo(f"{mark}  {rule_title(lang, f.rule)}  ({where})  [{f.id}]")
    click.echo(f"    {shorten(f.message, 400)}")
    if f.suggestion:
        click.echo(f"    → {shorten(f.suggestion, 400)}")
    for e in f.evidence[:_EVIDENCE]:
        click.echo(f"      {place_of(names, e, lang)}: “{shorten(plain(e.quote), 150)}”")
    if len(f.evidence) > _EVIDENCE:
        click.echo(f"      {word(lang, 'more', n=len(f.evidence) - _EVIDENCE)}")
    if f.judgement:
        j = f.judgement
        click.echo(f"    {word(lang, f'judgement.{j.verdict}')}: {j.who}, {day(day_of(j.at), lang)}: {j.why}")
    click.echo("")
