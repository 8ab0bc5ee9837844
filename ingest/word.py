"""Word documents (.docx) as text: paragraphs and tables in order, lists with their numbers, tracked changes as
accepted.
"""

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


def read_docx(path: Path) -> str:
    """The text of a .docx file.

    Tracked insertions and content controls are read, deletions are not; a tab inside a paragraph is a space,
    because a tab parts the cells of a table. The header of the first page comes first where the document gives that
    page its own. Page numbers (PAGE fields), field codes, notes and comments are left out. Text boxes are read
    where they are anchored.
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
        from docx.oxml.ns import qn  # noqa: PLC0415

        from ingest.numbering import Numbering  # noqa: PLC0415 - imports docx, as above

        self._document = document
        self._qn = qn
        parts = {rel.reltype: rel for rel in document.part.rels.values() if not rel.is_external}

        def root(kind: str) -> Any | None:
            return parts[kind].target_part.element if kind in parts else None

        self._numbering = Numbering(root(RELATIONSHIP_TYPE.NUMBERING), root(RELATIONSHIP_TYPE.STYLES))

    def text(self) -> str:
        section = self._document.sections[0] if len(self._document.sections) else None
        head = ""
        if section is not None and section.different_first_page_header_footer:
            header = section.first_page_header
            if not header.is_linked_to_previous:
                head = self._blocks(header._element)  # python-docx has no other way in
        return (head.strip() + "\n\n" if head.strip() else "") + self._blocks(self._document.element.body)

    def _blocks(self, parent: Any) -> str:
        parts: list[str] = []
        for child in parent:
            name = _local(child)
            if name == "p":
                parts.append(self._paragraph(child) + "\n")
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

    def _paragraph(self, paragraph: Any) -> str:
        boxes: list[str] = []
        field: list[str] = []  # of each open field its code; its result is left out where that is a page number
        text = "".join(self._runs(paragraph, boxes, field))
        mark = self._numbering.mark(paragraph) if text.strip() else ""
        return "".join(f"{box.strip()}\n" for box in boxes if box.strip()) + mark + text

    def _runs(self, parent: Any, boxes: list[str], field: list[str]) -> Iterator[str]:
        for child in parent:
            name = _local(child)
            if name == "r":
                yield self._run(child, boxes, field)
            elif name not in {"del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr"}:
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
                parts.append(child.text or "")
            elif name in {"tab", "ptab"}:
                parts.append(" ")
            elif name in {"br", "cr"}:
                parts.append(_BREAKS.get(child.get(self._qn("w:type"), ""), "\n"))
            elif name == "noBreakHyphen":
                parts.append("-")
        return self._in_font(run, "".join(parts))

    def _in_font(self, run: Any, text: str) -> str:
        """Text of a run, converted where its font is one of before Unicode: the one place where .VnTimeH still tells
        capitals.
        """
        properties = run.find(self._qn("w:rPr"))
        fonts = properties.find(self._qn("w:rFonts")) if properties is not None else None
        font = (fonts.get(self._qn("w:ascii")) or fonts.get(self._qn("w:hAnsi")) or "") if fonts is not None else ""
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
