"""The report as a workbook: findings, instruments with rival values, tasks. No cell can be taken for a formula."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from graph.reason import spoken
from graph.store import Store
from queries.findings import Draft, Finding, Report
from viz.i18n import day
from viz.report import Paper, Part, assigned, contested, lines, papers, papers_of, place_of, plain, rule_title, word

_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LONGEST = 32_000
_TALLEST = 14
"""Lines of the tallest row; a longer cell is read in the formula bar."""
_HEADS = (
    "severity", "rule", "document", "place", "message", "quote", "suggestion", "instrument", "evidence", "judgement",
    "ID",
)  # fmt: skip
_WIDTHS = (10, 20, 24, 8, 46, 36, 44, 20, 46, 18, 18)
_FILLS = {"error": "#FBD9D4", "warning": "#FDEEC4", "info": "#E4EDF5"}


def write_xlsx(store: Store, report: Report, path: Path, lang: str = "vi", part: Part | None = None) -> None:
    """Writes the file. Text is written as text, whatever it begins with. What part of the findings it holds stands at
    the head of what is printed and in the properties of the file."""
    with xlsxwriter.Workbook(str(path), _OPTIONS) as book:
        told = clean(word(lang, "part", told=part.told)) if part else ""
        book.set_properties({"title": word(lang, "title"), "comments": told})
        styles = _Styles(book)
        names = papers(store)
        rival_rows = _rivals(store, lang, part)
        findings = book.add_worksheet(word(lang, "findings"))
        if told:
            findings.set_header(f"&L{told[:200].replace('&', '&&')}")
        rivals = book.add_worksheet(word(lang, "rivals"))
        tasks = book.add_worksheet(word(lang, "tasks"))
        first: dict[str, int] = {}
        for k, (key, *_) in enumerate(rival_rows):
            first.setdefault(key, k + 2)
        rows = [_finding(f, names, lang) for f in report.findings]
        links = {
            (k, 7): f"internal:'{rivals.name}'!A{first[f.instrument]}"
            for k, f in enumerate(report.findings)
            if f.instrument in first
        }
        _sheet(findings, styles, [word(lang, h) for h in _HEADS], rows, _WIDTHS, _fills(book, lang), links)
        back = {
            f.instrument: f"internal:'{findings.name}'!A{k + 2}" for k, f in reversed(list(enumerate(report.findings)))
        }
        about = ("instrument", "ID", "attribute", "value", "citations", "documents", "likely", "reason", "place")
        _sheet(
            rivals,
            styles,
            [word(lang, h) for h in about],
            [(label, key, *rest) for key, label, *rest in rival_rows],
            (24, 20, 12, 50, 10, 10, 14, 36, 50),
            {},
            {(k, 1): back[key] for k, (key, *_) in enumerate(rival_rows) if key in back},
        )
        given = ("document", "label", "task", "lead", "coop", "deadline", "due", "instruments")
        _sheet(
            tasks,
            styles,
            [word(lang, h) for h in given],
            [
                (
                    names[t.document].name if t.document in names else t.document, t.label, t.text, "\n".join(t.lead),
                    "\n".join(t.coop), t.deadline, day(t.due, lang), "\n".join(t.instruments),
                )
                for t in assigned(store, part)
            ],
            (26, 10, 60, 28, 28, 22, 12, 28),
        )  # fmt: skip


def write_checked(store: Store, draft: Draft, path: Path, lang: str = "vi") -> None:
    """The check of one draft: its findings, and what it cites."""
    with xlsxwriter.Workbook(str(path), _OPTIONS) as book:
        book.set_properties({"title": word(lang, "draft_title")})
        styles, names = _Styles(book), papers_of(store, draft)
        heads = [k for k, head in enumerate(_HEADS) if head != "document"]
        rows = [_finding(f, names, lang) for f in sorted(draft.findings, key=lambda f: (f.line, f.start))]
        _sheet(
            book.add_worksheet(word(lang, "findings")),
            styles,
            [word(lang, _HEADS[k]) for k in heads],
            [[row[k] for k in heads] for row in rows],
            [_WIDTHS[k] for k in heads],
            _fills(book, lang),
        )
        about = ("citation", "status", "known_in", "implementers", "ID")
        _sheet(
            book.add_worksheet(word(lang, "instruments")),
            styles,
            [word(lang, h) for h in about],
            [
                (c.citation, word(lang, f"status.{c.status}"), c.documents, "\n".join(c.implementers), c.id)
                for c in draft.instruments
            ],
            (70, 18, 10, 44, 20),
        )


def _finding(f: Finding, names: Mapping[str, Paper], lang: str) -> Sequence[Any]:
    paper = names.get(f.document)
    evidence = "\n".join(f"{place_of(names, e, lang)}: {plain(e.quote)}" for e in f.evidence)
    said = (
        f"{word(lang, f'judgement.{f.judgement.verdict}')}: {f.judgement.who}, {f.judgement.why}" if f.judgement else ""
    )
    return (
        word(lang, f"severity.{f.severity}"), rule_title(lang, f.rule), paper.name if paper else f.document,
        lines(f), f.message, plain(f.quote), f.suggestion or "", f.instrument or "", evidence, said, f.id,
    )  # fmt: skip


def _fills(book: Any, lang: str) -> dict[str, Any]:
    return {
        word(lang, f"severity.{s}"): book.add_format({"bg_color": c, "text_wrap": True, "valign": "top"})
        for s, c in _FILLS.items()
    }


class _Styles:
    def __init__(self, book: Any) -> None:
        self.head = book.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "valign": "top",
                "bg_color": "#22384F",
                "font_color": "#FFFFFF",
                "border": 1,
            }
        )
        self.plain = book.add_format({"text_wrap": True, "valign": "top"})
        self.number = book.add_format({"valign": "top"})
        self.link = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#0A4D8C", "underline": 1})


def _sheet(
    sheet: Any,
    styles: _Styles,
    heads: Sequence[str],
    rows: Sequence[Sequence[Any]],
    widths: Sequence[int],
    fills: dict[str, Any] | None = None,
    links: dict[tuple[int, int], str] | None = None,
) -> None:
    """One table with a frozen head, filters and widths."""
    for k, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.write_string(0, k, head, styles.head)
        sheet.set_column(k, k, width)
    for r, row in enumerate(rows, 1):
        # Programs differ in whether they fit the height of wrapped rows by themselves.
        tall = max(
            sum(1 + len(part) // max(w - 1, 1) for part in str(c).split("\n")) for c, w in zip(row, widths, strict=True)
        )
        sheet.set_row(r, 15 * min(tall, _TALLEST))
        for k, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(r, k, cell, styles.number)
                continue
            text = clean(str(cell))[:_LONGEST]
            link = (links or {}).get((r - 1, k))
            if link:
                sheet.write_url(r, k, link, styles.link, text[:250])
            else:
                sheet.write_string(r, k, text, (fills or {}).get(text, styles.plain))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def clean(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(c for c in text if c in "\n\t" or c >= " ")


def _rivals(store: Store, lang: str, part: Part | None) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for instrument in contested(store, part):
        for attribute in instrument.attributes:
            for v in attribute.values:
                if not (v.likely or v.conflicting):
                    continue
                shown = day(v.value, lang) if attribute.attribute == "date" else v.value
                mark = word(lang, "likely") if v.likely else word(lang, "against")
                places = "\n".join(
                    f"{e.document}, {word(lang, 'line')} {e.line}: {plain(e.quote)[:200]}" for e in v.evidence[:6]
                )
                rows.append(
                    (
                        instrument.id, instrument.label, word(lang, f"attribute.{attribute.attribute}"), shown,
                        v.mentions, v.documents, mark, spoken(v.reason, lang), places,
                    )
                )  # fmt: skip
    return rows
