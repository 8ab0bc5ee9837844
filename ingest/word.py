"""Word documents (.docx) as text: paragraphs and tables in order, lists with their numbers, tracked changes as
accepted, footnotes at the end.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.decode import UnreadableDocument
from ingest.grid import grid_text
from ingest.legacy import Encoding, convert

_MOST = 512 * 1024 * 1024
"""Bytes that a document may unpack to; a real one stays far below."""
_BREAKS = {"page": "\f", "column": "\n"}
_COLUMNS = re.compile(r"\t[\t ]*\t[\t ]*")
"""Tabs in a row, with which a letterhead or a signature block is set in columns without a table."""
_SYMBOLS = {
    **dict.fromkeys(("F0B7", "F0A7", "F06C", "F06E", "F0D8", "F076", "F0FC"), "•"),
    "F02D": "-",
    "F0E0": "→",
    "F0B3": "≥",
    "F0A3": "≤",
    "F0B4": "×",
    "F0B0": "°",
}
"""Characters of the fonts Symbol and Wingdings that stand for a sign or a bullet."""
_SKIPPED = frozenset(("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "rt"))


def read_docx(path: Path) -> str:
    """The text of a .docx file.

    Tracked insertions and content controls are read, deletions are not; a tab inside a paragraph is a space and
    several are three, because a tab parts the cells of a table. The header of the first page comes first where the
    document gives that page its own. Page numbers (PAGE fields), field codes, hidden text and comments are left out.
    Footnotes and endnotes come at the end, each a line: "[1] …"; in the text their numbers are left out. Text boxes
    are read where they are anchored.
    """
    import docx  # noqa: PLC0415 - a large import that only Word documents need

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST:
                raise UnreadableDocument("Tệp Word nở ra quá lớn khi giải nén (trên 512 MB), không an toàn để đọc.")
        document = docx.Document(str(path))
        return _Reader(document).text()
    except UnreadableDocument:
        raise
    except OSError:
        raise
    except Exception as error:  # a damaged package fails in python-docx, lxml or zipfile, each in its own ways
        raise UnreadableDocument(
            "Tệp Word bị hỏng, không mở được; hãy mở bằng Word hoặc LibreOffice rồi lưu lại."
        ) from error


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


class _Reader:
    def __init__(self, document: Any) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415
        from docx.oxml import parse_xml  # noqa: PLC0415
        from docx.oxml.ns import qn  # noqa: PLC0415

        from ingest.numbering import Numbering  # noqa: PLC0415 - imports docx, as above
        from ingest.word_style import Styles  # noqa: PLC0415

        self._document = document
        self._qn = qn
        parts = {rel.reltype: rel for rel in document.part.rels.values() if not rel.is_external}

        def root(kind: str) -> Any | None:
            part = parts[kind].target_part if kind in parts else None
            element = getattr(part, "element", None)  # of a kind that python-docx does not know there are only bytes
            return element if element is not None or part is None else parse_xml(part.blob)

        styles = root(RELATIONSHIP_TYPE.STYLES)
        self._numbering = Numbering(root(RELATIONSHIP_TYPE.NUMBERING), styles)
        self._styles = Styles(styles)
        self._notes = {
            "footnoteReference": self._notes_of(root(RELATIONSHIP_TYPE.FOOTNOTES)),
            "endnoteReference": self._notes_of(root(RELATIONSHIP_TYPE.ENDNOTES)),
        }
        self._cited: list[Any] = []
        """The notes that the text refers to, in the order of its references."""

    def _notes_of(self, root: Any | None) -> dict[str, Any]:
        return {note.get(self._qn("w:id"), ""): note for note in root} if root is not None else {}

    def text(self) -> str:
        section = self._document.sections[0] if len(self._document.sections) else None
        head = ""
        if section is not None and section.different_first_page_header_footer:
            header = section.first_page_header
            if not header.is_linked_to_previous:
                head = self._blocks(header._element)  # python-docx has no other way in
        text = (head.strip() + "\n\n" if head.strip() else "") + self._blocks(self._document.element.body)
        notes = ""
        for number, note in enumerate(self._cited, 1):
            notes += f"[{number}] {' '.join(self._blocks(note).split())}\n"
        return f"{text}\n{notes}" if notes else text

    def _blocks(self, parent: Any) -> str:
        parts: list[str] = []
        for child in parent:
            name = _local(child)
            if name == "p":
                parts.append(self._paragraph(child) + ("" if self._goes_on(child) else "\n"))
            elif name == "tbl":
                parts.append(grid_text(list(self._rows(child))))
            elif name in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
                parts.append(self._blocks(child))
        return "".join(parts)

    def _rows(self, table: Any) -> Iterator[list[str]]:
        for row in self._inside(table, "tr"):
            changes = row.find(self._qn("w:trPr"))
            if changes is not None and changes.find(self._qn("w:del")) is not None:
                continue
            cells: list[str] = []
            for cell in self._inside(row, "tc"):
                properties = cell.find(self._qn("w:tcPr"))
                merged = properties.find(self._qn("w:vMerge")) if properties is not None else None
                goes_on = merged is not None and merged.get(self._qn("w:val")) != "restart"
                cells.append("" if goes_on else self._blocks(cell).strip())
                span = properties.find(self._qn("w:gridSpan")) if properties is not None else None
                width = span.get(self._qn("w:val"), "1") if span is not None else "1"
                cells += [""] * (min(int(width), 64) - 1 if width.isdigit() else 0)
            yield cells

    def _inside(self, parent: Any, name: str) -> Iterator[Any]:
        for child in parent:
            local = _local(child)
            if local == name:
                yield child
            elif local in {"sdt", "sdtContent", "ins", "moveTo", "customXml"}:
                yield from self._inside(child, name)

    def _goes_on(self, paragraph: Any) -> bool:
        """Whether the end of a paragraph is a tracked deletion: the next one goes on with it."""
        properties = paragraph.find(self._qn("w:pPr"))
        mark = properties.find(self._qn("w:rPr")) if properties is not None else None
        return mark is not None and mark.find(self._qn("w:del")) is not None

    def _paragraph(self, paragraph: Any) -> str:
        boxes: list[str] = []
        field: list[str] = []  # of each open field its code; its result is left out where that is a page number
        text = "".join(self._runs(paragraph, boxes, field))
        if "\t" in text:
            text = _COLUMNS.sub("   ", text.strip("\t")).replace("\t", " ")
        mark = self._numbering.mark(paragraph) if text.strip() else ""
        return "".join(f"{box.strip()}\n" for box in boxes if box.strip()) + mark + text

    def _runs(self, parent: Any, boxes: list[str], field: list[str]) -> Iterator[str]:
        for child in parent:
            name = _local(child)
            if name == "r":
                yield self._run(child, boxes, field)
            elif name == "fldSimple" and "PAGE" in (child.get(self._qn("w:instr")) or "").upper().split():
                continue
            elif name not in _SKIPPED:
                yield from self._runs(child, boxes, field)

    def _run(self, run: Any, boxes: list[str], field: list[str]) -> str:
        parts: list[str] = []
        for child in run:
            name = _local(child)
            if name == "fldChar":
                kind = child.get(self._qn("w:fldCharType"))
                if kind == "begin":
                    field.append("")
                elif kind == "end" and field:
                    field.pop()
            elif name == "instrText" and field:
                field[-1] += child.text or ""
            elif name in {"drawing", "pict", "object", "AlternateContent"}:
                boxes += self._boxes(child)
            elif any("PAGE" in code.upper().split() for code in field):
                continue
            elif name == "t":
                parts.append((child.text or "").replace("\n", " "))
            elif name in {"tab", "ptab"}:
                parts.append("\t")
            elif name == "sym":
                parts.append(_SYMBOLS.get(child.get(self._qn("w:char"), "").upper(), ""))
            elif name in self._notes and not self._styles.hides(run):
                note = self._notes[name].get(child.get(self._qn("w:id"), ""))
                self._cited += [note] if note is not None else []
            elif name == "ruby":
                parts += self._runs(child, boxes, field)
            elif name in {"br", "cr"}:
                parts.append(_BREAKS.get(child.get(self._qn("w:type"), ""), "\n"))
            elif name == "noBreakHyphen":
                parts.append("-")
        text = "".join(parts)
        if not text or self._styles.hides(run):
            return ""
        text = self._in_font(run, text)
        return text.upper() if self._styles.capitals(run) else text

    def _in_font(self, run: Any, text: str) -> str:
        """Text of a run, converted where its font is one of before Unicode: the one place where .VnTimeH still tells
        capitals.
        """
        font = self._styles.font(run)
        if not font.startswith((".Vn", "VNI-")) or any(c > "\u00ff" for c in text):
            return text  # no such font, or Unicode text under its name
        text = convert(text, Encoding.TCVN3 if font.startswith(".Vn") else Encoding.VNI)
        return text.upper() if font.startswith(".Vn") and font.endswith("H") else text

    def _boxes(self, drawing: Any) -> Iterator[str]:
        """The text boxes of a drawing; of the two versions that Word writes, the first."""
        for child in drawing:
            name = _local(child)
            if name == "txbxContent":
                yield self._blocks(child)
            elif name != "Fallback" or not any(_local(sibling) == "Choice" for sibling in drawing):
                yield from self._boxes(child)
