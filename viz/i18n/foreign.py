"""What stays Vietnamese on an English page: names, titles, quotes. Marked as such, for a screen reader changes its
voice."""

import re
from typing import Any

from markupsafe import Markup, escape

from graph.reason import Listed, Reason, in_words, template

_TONED = "ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
_WORD = rf"[\w/-]*[{_TONED}{_TONED.upper()}][\w/-]*"
# words with Vietnamese letters, and the symbols, numbers and capitalised words between two of them
_STRETCH = re.compile(rf"“[^”]*{_WORD}[^”]*”|{_WORD}(?:\s+(?:[A-ZĐ0-9][\w/.-]*\s+)?{_WORD})*")


def vietnamese(text: Any, lang: str) -> Any:
    """Text of a document, an instrument, a body or a person."""
    if lang == "vi" or not text:
        return text if text is not None else ""
    return Markup('<span lang="vi">{}</span>').format(text)


def reason(why: str | None, lang: str) -> Any:
    """A reason in the language, the names in it marked; text that is none as Vietnamese."""
    if lang == "vi" or not isinstance(why, Reason):
        return vietnamese(why, lang)
    return _reason(why, lang)


def message(text: str, lang: str) -> Any:
    """A sentence in the language in which names stand that nothing tells apart but their letters."""
    if lang == "vi":
        return text
    parts = []
    end = 0
    for found in _STRETCH.finditer(text):
        parts += [escape(text[end : found.start()]), vietnamese(found[0], lang)]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


def _reason(why: Reason, lang: str) -> Markup:
    values = {name: _value(value, lang) for name, value in why.values.items()}
    said = escape(template(why.key, lang)).format_map(values)
    return Markup(said[:1].upper() + said[1:] if said.endswith(".") else said)  # noqa: S704 (was markup already)


def _value(value: Any, lang: str) -> Any:
    match value:
        case Reason():
            return _reason(value, lang)
        case Listed():
            return escape(value.by).join(_value(item, lang) for item in value.items)
        case str():
            return vietnamese(value, lang)
    return in_words(value, lang)
