"""The numbers and bullets of a Word document's lists, which Word computes and does not keep in the text."""

from typing import Any

from docx.oxml.ns import qn

from ingest.numeral import written

_MOST_STYLES = 16
"""Steps up a chain of styles; a chain that is longer runs in a circle."""


def _value(parent: Any, tag: str) -> str | None:
    child = parent.find(qn(tag)) if parent is not None else None
    return child.get(qn("w:val")) if child is not None else None


def _integer(text: str | None, default: int = 0) -> int:
    return int(text) if text is not None and text.lstrip("-").isdigit() else default


class Numbering:
    """Counts the lists of one document; ask for each paragraph once, in order."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        """Takes the root elements of the numbering and style parts, either of which a document may lack."""
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._series: dict[str, str] = {}
        """Of each list the definition that it shares with others: one goes on where the other ended."""
        self._anew: dict[str, dict[int, int]] = {}
        """What each list that has not been met yet sets the counts to."""
        self._counts: dict[str, dict[int, int]] = {}
        self._styles = {s.get(qn("w:styleId")): s for s in styles.iter(qn("w:style"))} if styles is not None else {}
        if numbering is None:
            return
        abstract = {a.get(qn("w:abstractNumId")): a for a in numbering.iter(qn("w:abstractNum"))}
        for num in numbering.iter(qn("w:num")):
            levels: dict[int, tuple[str, str, int]] = {}
            for source in (abstract.get(_value(num, "w:abstractNumId")), *num.iter(qn("w:lvlOverride"))):
                for level in source.iter(qn("w:lvl")) if source is not None else ():
                    levels[_integer(level.get(qn("w:ilvl")))] = (
                        _value(level, "w:numFmt") or "decimal",
                        _value(level, "w:lvlText") or "",
                        _integer(_value(level, "w:start"), 1),
                    )
            for override in num.iter(qn("w:lvlOverride")):
                depth = _integer(override.get(qn("w:ilvl")))
                start = _value(override, "w:startOverride")
                if start is not None and depth in levels:
                    levels[depth] = (*levels[depth][:2], _integer(start, 1))
                    self._anew.setdefault(num.get(qn("w:numId")), {})[depth] = _integer(start, 1) - 1
            self._levels[num.get(qn("w:numId"))] = levels
            self._series[num.get(qn("w:numId"))] = _value(num, "w:abstractNumId") or ""

    def _place(self, paragraph: Any) -> tuple[str | None, int]:
        """The list and the depth of a paragraph, from itself or from its style."""
        number: str | None = None
        depth: str | None = None
        properties = paragraph.find(qn("w:pPr"))
        style = _value(properties, "w:pStyle")
        for _ in range(_MOST_STYLES):
            placed = properties.find(qn("w:numPr")) if properties is not None else None
            number = number or _value(placed, "w:numId")
            depth = depth or _value(placed, "w:ilvl")
            element = self._styles.get(style)
            if element is None or (number and depth):
                break
            properties = element.find(qn("w:pPr"))
            style = _value(element, "w:basedOn")
        return number, _integer(depth)

    def mark(self, paragraph: Any) -> str:
        """The number or bullet of a `w:p`, with a space behind; empty outside lists. Bullets of any shape are "-"."""
        number, depth = self._place(paragraph)
        levels = self._levels.get(number or "", {})
        if number is None or depth not in levels:
            return ""
        kind, pattern, start = levels[depth]
        if kind == "bullet":
            return "- "
        counts = self._counts.setdefault(self._series[number], {})
        counts |= self._anew.pop(number, {})
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        text = pattern
        for shown in range(9):
            if f"%{shown + 1}" in text:
                shown_kind, _, shown_start = levels.get(shown, ("decimal", "", 1))
                text = text.replace(f"%{shown + 1}", written(counts.get(shown, shown_start), shown_kind))
        return f"{text} " if text.strip() and kind != "none" else ""
