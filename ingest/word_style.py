"""What the formatting of a Word document's runs does to the words that a reader sees: hidden text, all capitals."""

from typing import Any

from docx.oxml.ns import qn

_MOST_STYLES = 16
"""Steps up a chain of styles; a chain that is longer runs in a circle."""
_OFF = frozenset(("0", "false", "off", "none"))


def _toggle(properties: Any | None, tag: str) -> bool | None:
    """Whether run properties switch something on or off; None where they say nothing."""
    element = properties.find(qn(tag)) if properties is not None else None
    return None if element is None else element.get(qn("w:val"), "true").lower() not in _OFF


class Styles:
    """Answers for the runs of one document, from themselves, their style, and the style of their paragraph."""

    def __init__(self, styles: Any | None) -> None:
        """Takes the root element of the style part, which a document may lack."""
        self._styles = {s.get(qn("w:styleId")): s for s in styles.iter(qn("w:style"))} if styles is not None else {}
        self._default = next(
            (k for k, s in self._styles.items() if s.get(qn("w:type")) == "paragraph" and s.get(qn("w:default"))), None
        )
        self._said: dict[tuple[str | None, str], bool | None] = {}

    def hides(self, run: Any) -> bool:
        """Whether the run is hidden text."""
        return self._on(run, "w:vanish")

    def capitals(self, run: Any) -> bool:
        """Whether the run shows its letters as capitals, whatever was typed."""
        return self._on(run, "w:caps")

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
