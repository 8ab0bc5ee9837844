"""What the formatting of a Word document does to the words that a reader sees: hidden text, all capitals, and fonts of
before Unicode.
"""

from typing import Any

from docx.oxml.ns import qn

_MOST_STYLES = 16
"""Steps up a chain of styles; a chain that is longer runs in a circle."""
_OFF = frozenset(("0", "false", "off", "none"))


def _toggle(properties: Any | None, tag: str) -> bool | None:
    """Whether run properties switch something on or off; None where they say nothing."""
    element = properties.find(qn(tag)) if properties is not None else None
    return None if element is None else element.get(qn("w:val"), "true").lower() not in _OFF


def _font(properties: Any | None) -> str:
    fonts = properties.find(qn("w:rFonts")) if properties is not None else None
    return (fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")) or "") if fonts is not None else ""


class Styles:
    """Answers for the runs of one document, from themselves, their style, and the style of their paragraph."""

    def __init__(self, styles: Any | None) -> None:
        """Takes the root element of the style part, which a document may lack."""
        self._styles = {s.get(qn("w:styleId")): s for s in styles.iter(qn("w:style"))} if styles is not None else {}
        self._default = next(
            (k for k, s in self._styles.items() if s.get(qn("w:type")) == "paragraph" and s.get(qn("w:default"))), None
        )
        self._said: dict[tuple[str | None, str], bool | None] = {}
        self._fonts: dict[str | None, str] = {}
        self._default_font = ""
        if (
            styles is not None
            and (defaults := styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")) is not None
        ):
            self._default_font = _font(defaults)

    def hides(self, run: Any) -> bool:
        """Whether the run is hidden text."""
        return self._on(run, "w:vanish")

    def capitals(self, run: Any) -> bool:
        """Whether the run shows its letters as capitals, whatever was typed."""
        return self._on(run, "w:caps")

    def font(self, run: Any) -> str:
        """The name of the font in which the run's letters are drawn; empty where only a theme tells."""
        properties = run.find(qn("w:rPr"))
        found = _font(properties)
        if not found and properties is not None and (style := properties.find(qn("w:rStyle"))) is not None:
            found = self._font_of_style(style.get(qn("w:val")))
        return found or self._font_of_style(self._paragraph_style(run)) or self._default_font

    def _font_of_style(self, name: str | None) -> str:
        if name not in self._fonts:
            found, style = "", name
            for _ in range(_MOST_STYLES):
                element = self._styles.get(style)
                if element is None or found:
                    break
                found = _font(element.find(qn("w:rPr")))
                based = element.find(qn("w:basedOn"))
                style = based.get(qn("w:val")) if based is not None else None
            self._fonts[name] = found
        return self._fonts[name]

    def _on(self, run: Any, tag: str) -> bool:
        properties = run.find(qn("w:rPr"))
        said = _toggle(properties, tag)
        if said is None and properties is not None and (style := properties.find(qn("w:rStyle"))) is not None:
            said = self._in_style(style.get(qn("w:val")), tag)
        if said is None:
            said = self._in_style(self._paragraph_style(run), tag)
        return bool(said)

    def _paragraph_style(self, run: Any) -> str | None:
        parent = run.getparent()
        while parent is not None and parent.tag != qn("w:p"):
            parent = parent.getparent()
        style = parent.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") if parent is not None else None
        return style.get(qn("w:val")) if style is not None else self._default

    def _in_style(self, name: str | None, tag: str) -> bool | None:
        key = (name, tag)
        if key not in self._said:
            said, style = None, name
            for _ in range(_MOST_STYLES):
                element = self._styles.get(style)
                if element is None or said is not None:
                    break
                said = _toggle(element.find(qn("w:rPr")), tag)
                based = element.find(qn("w:basedOn"))
                style = based.get(qn("w:val")) if based is not None else None
            self._said[key] = said
        return self._said[key]
