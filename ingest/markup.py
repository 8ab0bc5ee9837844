"""Markup masked: marks of Markdown and HTML become spaces of the same length, so that offsets stand."""

import re

# Patterns begin with a literal character, and what looks back to the start of a line is asked only where one is
# found: a pattern that begins with "^" costs ten times as much on a text that has none.
_TAG = re.compile(
    r"</?(?:p|b|i|u|s|em|strong|span|div|font|br|hr|sup|sub|small|center|blockquote|h[1-6]|ul|ol|li|a|table|thead|tbody"
    r"|tr|td|th)(?:\s[^<>]{0,300})?/?>|<!--[^<>]{0,300}-->",
    re.IGNORECASE,
)
_ROW = re.compile(r"<tr\b(?:[^<]|<(?!/?tr\b))*</tr\s*>", re.IGNORECASE)
_CELL_END = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_STAR_BULLET = re.compile(r"\n[ \t]*\*(?=[ \t]+[^\s*])")
_UNDERSCORES = re.compile(r"__+|(?<!\w)_|_(?!\w)")
_HASHES = re.compile(r"\n[ ]{0,3}#{1,6}(?=[ \t])")
_QUOTE = re.compile(r"\n[ ]{0,3}>[> \t]*")
_RULE = re.compile(r"\n[ \t]*([-=_*~+])[ ]?\1[ ]?\1(?:[ ]?\1)*[ \t]*(?=\n|\Z)")
_LINE_MARKS = frozenset("-=_*~+#>")
_PIPE = re.compile(r"^[^|\n]*\|.*$", re.MULTILINE)


def _blank(match: re.Match[str]) -> str:
    text = match.group()
    return "\n" + " " * (len(text) - 1) if text[0] == "\n" else " " * len(text)


def _dash(match: re.Match[str]) -> str:
    return match.group()[:-1] + "-"


def _row(match: re.Match[str]) -> str:
    row = match.group().replace("\n", " ")
    return _CELL_END.sub(lambda m: " " * (len(m.group()) - 1) + "\t", row)


def _pipe_row(match: re.Match[str]) -> str:
    line = match.group()
    row = line.strip()
    if not row.startswith("|") and row.count("|") < 2:
        return line
    if not row.strip("|-: \t"):
        return " " * len(line)
    start = line.index(row) + row.startswith("|")
    end = line.index(row) + len(row) - (row.endswith("|") and len(row) > 1)
    return " " * start + line[start:end].replace("|", "\t") + " " * (len(line) - end)


def mask_markup(text: str) -> str:
    """The text with markup masked; every character keeps its place.

    Emphasis, headings, block quotes, rules of dashes, and inline tags become spaces; runs of underscores (a blank to
    fill in) too. Markdown and HTML tables become rows with tabs between the cells. A star that begins a line is a
    bullet and becomes a dash.
    """
    if "<" in text:
        if "<tr" in text or "<TR" in text:
            text = _ROW.sub(_row, text)
        text = _TAG.sub(_blank, text)
    if text[:80].lstrip()[:1] in _LINE_MARKS:  # the patterns look for a line feed before a mark
        return _mask_lines("\n" + text)[1:]
    return _mask_lines(text)


def _mask_lines(text: str) -> str:
    if _RULE.search(text):
        text = _RULE.sub(_blank, text)
    if "*" in text:
        if _STAR_BULLET.search(text):
            text = _STAR_BULLET.sub(_dash, text)
        text = text.replace("*", " ")
    if "_" in text:
        text = _UNDERSCORES.sub(_blank, text)
    if "#" in text:
        text = _HASHES.sub(_blank, text)
    if ">" in text:
        text = _QUOTE.sub(_blank, text)
    if "|" in text:
        text = _PIPE.sub(_pipe_row, text)
    return text
