"""Templates: autoescaped, in one language, with what they may call."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache, partial
from typing import Any
from urllib.parse import quote, quote_plus

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from ingest.fold import fold
from queries.instant import moment
from queries.noted import noted
from queries.scope import unit_name
from queries.unit import document_label
from viz.i18n import day, label, labels, say
from viz.i18n.error import error_in
from viz.i18n.foreign import message, reason, vietnamese
from viz.web.assets import address

# Controls that reorder or hide text (Unicode TR 9 and 36) and those that no page can show; line feed and tab are text.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)


def visible(value: Any) -> Any:
    """Text as it may stand in a page: a control character is named, not obeyed. All that is printed passes here."""
    if isinstance(value, str) and _UNSEEN.search(value):
        shown = _UNSEEN.sub(lambda c: f"⟨U+{ord(c.group()):04X}⟩", value)
        return Markup(shown) if isinstance(value, Markup) else shown  # noqa: S704 (was markup already)
    if value is None:
        return ""
    return value


@lru_cache(maxsize=20_000)
def _quoted(part: str) -> str:
    return quote(part, safe="")


def link(*parts: str, **query: Any) -> str:
    """An address of ours: parts are quoted, empty query values left out."""
    path = "/" + "/".join(map(_quoted, parts))
    given = ((k, v) for k, v in query.items() if v not in (None, ""))
    asked = "&".join([f"{k}={v if isinstance(v, int) else quote_plus(str(v))}" for k, v in given])
    return f"{path}?{asked}" if asked else path


def _number(value: float | None, lang: str) -> str:
    if value is None:
        return "–"
    shown = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
    return shown if lang == "en" else shown.translate(str.maketrans(",.", ".,"))


def _short(text: str | None, length: int = 160) -> str:
    """The beginning of a text without its markup for bold, cut at a word."""
    words = " ".join((text or "").replace("**", "").split())
    if len(words) <= length:
        return words
    return words[: words.rfind(" ", 0, length) if " " in words[:length] else length] + "…"


def _symbol(kind: str, lang: str, key: str) -> str:
    found = labels(kind, lang).get(key)
    return found.symbol if found else ""


def _join(parts: Iterable[str | None], by: str = ", ") -> str:
    return by.join(p for p in parts if p)


@lru_cache(maxsize=10_000)
def _unit_link(code: str, name: str, type: str, lang: str) -> Markup:
    """A ward's name as a link; a page may have hundreds."""
    return Markup('<a href="{}">{}</a>').format(link("w", code), _unit_name(name, type, lang))


@lru_cache(maxsize=10_000)
def _unit_name(name: str, type: str, lang: str) -> Markup:
    return Markup("{} {}").format(label("unit_type", type, lang), vietnamese(name, lang))


@lru_cache(maxsize=10_000)
def _unit_tail(code: str, name: str, type: str, lang: str) -> str:
    return str(Markup('{}">{}</a>').format(code, _unit_name(name, type, lang)))


def _unit_links(units: Iterable[Any], lang: str, reasons: str = "") -> Markup:
    """Units one after the other, in the order of the alphabet. With the address of the page of reasons, each leads to
    its line there."""
    ordered = sorted(units, key=lambda u: (fold(u.name), u.name))
    if reasons:
        at = f'<a href="{escape(reasons)}#u-'
        shown = [at + _unit_tail(u.code, u.name, u.type, lang) for u in ordered]
        return Markup(", ".join(shown) + ".")  # noqa: S704 (every part is escaped)
    return Markup(", ").join(_unit_link(u.code, u.name, u.type, lang) for u in ordered) + "."


def _unit_lines(units: Iterable[Any], lang: str) -> Markup:
    """As `_unit_links`, each a place of its own that other pages lead to."""
    ordered = sorted(units, key=lambda u: (fold(u.name), u.name))
    line = Markup('<span class="unit" id="u-{}">{}</span>')
    return Markup(", ").join(line.format(u.code, _unit_link(u.code, u.name, u.type, lang)) for u in ordered) + "."


@lru_cache(maxsize=10_000)
def _body_link(name: str) -> Markup:
    return Markup('<a href="{}" lang="vi">{}</a>').format(link("b", name=name), visible(name))


def _body_links(names: Iterable[str]) -> Markup:
    return Markup(", ").join(map(_body_link, names))


@cache
def environment(lang: str) -> Environment:
    made = Environment(
        loader=PackageLoader("viz", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {
        "_": partial(say, lang=lang),
        "lang": lang,
        "link": link,
        "asset": address,
        "label": lambda kind, key: label(kind, key, lang),
        "labels": lambda kind: labels(kind, lang),
        "unit_link": lambda code, name, type: _unit_link(code, name, type, lang),
        "unit_links": lambda units, reasons="": _unit_links(units, lang, reasons),
        "unit_lines": lambda units: _unit_lines(units, lang),
        "body_links": _body_links,
        "name_of": document_label,
        "unit_of": unit_name,
        "symbol": lambda kind, key: _symbol(kind, lang, key),
    }
    made.filters |= {
        "day": lambda value: day(value, lang),
        "moment": lambda at: moment(at, lang),
        "n": lambda value: _number(value, lang),
        "vi": lambda text: vietnamese(text, lang),
        "why": lambda why: reason(why, lang),
        "problem": lambda text: message(error_in(text, lang) or text, lang),
        "noted": lambda text: noted(text) if lang == "vi" else message(text, lang),
        "message": lambda text: message(text, lang),
        "short": _short,
        "joined": _join,
        "file_name": lambda path: path.replace("\\", "/").rpartition("/")[2],
    }
    return made


def render(template: str, lang: str, **values: Any) -> str:
    return environment(lang).get_template(template).render(**values)
