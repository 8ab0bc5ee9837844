"""The report as a Word document in the layout of official papers (Nghị định 30/2020/NĐ-CP, Phụ lục I): A4, Times New
Roman 13 to 14, page numbers at the top, tables."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from graph.reason import spoken
from graph.store import Store
from queries.findings import Draft, Evidence, Finding, Report
from viz.i18n import day
from viz.report import (
    SEVERITIES,
    Paper,
    Part,
    by_document,
    contested,
    lines,
    papers,
    papers_of,
    place_of,
    plain,
    rule_title,
    word,
)
from viz.report_xlsx import clean
from viz.terminal import shorten

_FONT = "Times New Roman"
_TABLE = 11
"""Points in tables, where 13 would leave three words a line."""


def write_docx(store: Store, report: Report, path: Path, lang: str = "vi", part: Part | None = None) -> None:
    """The report of the corpus."""
    names = papers(store)
    paper = _begin(lang, word(lang, "report_word"), word(lang, "report_subject"))
    _heading(paper, word(lang, "part_summary"))
    _text(paper, word(lang, "corpus", documents=len(names), findings=len(report.findings)) + ".")
    if part:
        _text(paper, word(lang, "part", told=part.told) + ".")
    _summary(paper, report.findings, lang)
    _heading(paper, word(lang, "part_findings"))
    for k, (key, found) in enumerate(by_document(report.findings).items(), 1):
        name = names[key].name if key in names else key
        _text(paper, f"{k}. {name}", bold=True)
        _findings(paper, found, names, lang)
    rivals = contested(store, part)
    if rivals:
        _heading(paper, word(lang, "part_rivals"))
        rows = []
        for r in rivals:
            for a in r.attributes:
                for v in a.values:
                    if v.likely or v.conflicting:
                        shown = day(v.value, lang) if a.attribute == "date" else v.value
                        mark = f" ({word(lang, 'likely').lower()})" if v.likely else ""
                        places = [Evidence(e.document, e.start, e.end, e.quote, e.line) for e in v.evidence]
                        where = "; ".join(dict.fromkeys(place_of(names, e, lang) for e in places))
                        rows.append(
                            (
                                r.label,
                                word(lang, f"attribute.{a.attribute}"),
                                shown + mark,
                                shorten(where or spoken(v.reason, lang), 220),
                            )
                        )
        _table(
            paper, [word(lang, h) for h in ("instrument", "attribute", "value", "place")], rows, (3.2, 2.0, 6.3, 5.0)
        )
    _end(paper, lang)
    paper.save(str(path))


def write_checked(store: Store, draft: Draft, path: Path, lang: str = "vi") -> None:
    """The check of one draft."""
    name = Path(draft.path).stem if draft.path else ""
    subject = word(lang, "draft_subject", name="" if name == "draft" else name).strip()
    paper = _begin(lang, word(lang, "report_word"), subject)
    _heading(paper, word(lang, "part_summary"))
    _summary(paper, draft.findings, lang)
    _heading(paper, word(lang, "part_findings"))
    if draft.findings:
        _findings(paper, sorted(draft.findings, key=lambda f: (f.line, f.start)), papers_of(store, draft), lang)
    else:
        _text(paper, word(lang, "none"))
    if draft.instruments:
        _heading(paper, word(lang, "part_cited"))
        _table(
            paper,
            [word(lang, h) for h in ("stt", "citation", "status", "implementers")],
            [
                (str(k), c.citation, word(lang, f"status.{c.status}"), "; ".join(c.implementers))
                for k, c in enumerate(draft.instruments, 1)
            ],
            (1.2, 8.5, 2.8, 4.0),
        )
    _end(paper, lang)
    paper.save(str(path))


def _begin(lang: str, title: str, subject: str) -> Any:
    paper = Document()
    section = paper.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    normal.paragraph_format.space_after = Pt(6)
    paper.core_properties.title = title
    head = paper.add_table(rows=1, cols=2)
    head.alignment = WD_TABLE_ALIGNMENT.CENTER
    _widths(head, (6.2, 10.3))
    left, right = head.rows[0].cells
    _cell(left, ((word(lang, "office"), 13, True), (word(lang, "number"), 13, False)))
    _cell(
        right, ((word(lang, "national"), 13, True), (word(lang, "motto"), 14, True), (word(lang, "dated"), 14, False))
    )
    for text, bold in ((title, True), (subject, True)):
        p = paper.add_paragraph()
        p.alignment = WD_ALIGN_PARAGRAPH.CENTER
        p.paragraph_format.space_before = Pt(12 if text == title else 0)
        _run(p, text, 14, bold)
    return paper


def _cell(cell: Any, parts: Sequence[tuple[str, int, bool]]) -> None:
    for k, (text, size, bold) in enumerate(parts):
        p = cell.paragraphs[0] if k == 0 else cell.add_paragraph()
        p.alignment = WD_ALIGN_PARAGRAPH.CENTER
        p.paragraph_format.space_after = Pt(0)
        _run(p, text, size, bold)


def _run(paragraph: Any, text: str, size: float, bold: bool = False, italic: bool = False) -> None:
    run = paragraph.add_run(clean(text))
    run.font.name, run.font.size, run.bold, run.italic = _FONT, Pt(size), bold, italic
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)


def _heading(paper: Any, text: str) -> None:
    p = paper.add_paragraph()
    p.paragraph_format.space_before = Pt(12)
    p.paragraph_format.keep_with_next = True
    _run(p, text, 14, bold=True)


def _text(paper: Any, text: str, *, bold: bool = False) -> None:
    p = paper.add_paragraph()
    p.paragraph_format.keep_with_next = bold
    _run(p, text, 14, bold)


def _summary(paper: Any, findings: Sequence[Finding], lang: str) -> None:
    counts = Counter((f.rule, str(f.severity)) for f in findings)
    keys = sorted({r for r, _ in counts}, key=lambda r: (tuple(-counts[r, s] for s in SEVERITIES), r))
    rows = [(rule_title(lang, r), *(str(counts[r, s] or "") for s in SEVERITIES)) for r in keys]
    rows.append((word(lang, "total"), *(str(sum(f.severity == s for f in findings)) for s in SEVERITIES)))
    _table(
        paper,
        [word(lang, "rule"), *(word(lang, f"severity.{s}") for s in SEVERITIES)],
        rows,
        (9.0, 2.5, 2.5, 2.5),
        centred=(1, 2, 3),
    )


def _findings(paper: Any, found: Sequence[Finding], names: Mapping[str, Paper], lang: str) -> None:
    rows = []
    for k, f in enumerate(found, 1):
        quotes = [f"{place_of(names, e, lang)}: “{shorten(plain(e.quote), 160)}”" for e in f.evidence[:2]]
        said = [f.message, *quotes]
        if f.judgement:
            said.append(f"{word(lang, f'judgement.{f.judgement.verdict}')}: {f.judgement.who}. {f.judgement.why}")
        rows.append(
            (
                str(k),
                lines(f),
                f"{word(lang, f'severity.{f.severity}')}: {rule_title(lang, f.rule)}",
                "\n".join(said),
                f.suggestion or "",
            )
        )
    _table(
        paper,
        [word(lang, h) for h in ("stt", "place", "severity", "message", "suggestion")],
        rows,
        (1.2, 1.3, 2.6, 6.4, 5.0),
        centred=(0, 1),
    )


def _table(
    paper: Any,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    centred: Sequence[int] = (),
) -> None:
    table = paper.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _widths(table, widths)
    _fill(table.rows[0], heads, widths, range(len(heads)), bold=True)
    _repeat(table.rows[0])
    for row in rows:
        _fill(table.add_row(), row, widths, centred)
    paper.add_paragraph().paragraph_format.space_after = Pt(0)


def _fill(row: Any, cells: Sequence[str], widths: Sequence[float], centred: Any, *, bold: bool = False) -> None:
    for k, (cell, text, width) in enumerate(zip(row.cells, cells, widths, strict=True)):
        cell.width = Cm(width)
        for n, part in enumerate(text.split("\n")):
            p = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
            p.paragraph_format.space_after = Pt(2)
            if k in centred:
                p.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _run(p, part, _TABLE, bold, italic=n > 0)
    _whole(row)


def _widths(table: Any, widths: Sequence[float]) -> None:
    """Fixed, in the grid as well as in the cells: Word reads the one, LibreOffice the other."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _repeat(row: Any) -> None:
    """The head stands on every page that the table goes on to."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _page_number(paragraph: Any) -> None:
    """In the middle at the top, from the second page on."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.name, run.font.size = _FONT, Pt(13)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = text
        run._element.append(part)


def _end(paper: Any, lang: str) -> None:
    foot = paper.add_table(rows=1, cols=2)
    _widths(foot, (8.2, 8.2))
    left, right = foot.rows[0].cells
    p = left.paragraphs[0]
    _run(p, word(lang, "recipients"), 12, bold=True, italic=True)
    for text in ("- ……;", "- Lưu: VT, ……"):
        q = left.add_paragraph()
        q.paragraph_format.space_after = Pt(0)
        _run(q, text, 11)
    _cell(right, ((word(lang, "signed"), 14, True),))
