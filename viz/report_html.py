"""The report as one HTML file that needs nothing else: filters, evidence side by side, variants, print."""

from base64 import b64encode
from collections import Counter
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from graph.store import Store
from queries.findings import Draft, Report
from queries.instant import day_of
from viz.i18n import day
from viz.i18n.foreign import message, reason, vietnamese
from viz.report import (
    SEVERITIES,
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

_EVIDENCE = 8
# Controls that reorder or hide text (Unicode TR 9 and 36), and those that no page can show.
_UNSEEN = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), *range(127, 160), 0x61C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F),
     *range(0x2060, 0x2070), 0xFEFF]
)  # fmt: skip


def write_html(store: Store, report: Report, path: Path, lang: str = "vi", part: Part | None = None) -> None:
    """Writes the file, UTF-8 whatever the locale."""
    path.write_text(html(store, report, lang, part), encoding="utf-8")


def html(store: Store, report: Report, lang: str = "vi", part: Part | None = None) -> str:
    """The page. Its policy lets only its own style and script run, by their hashes; text is escaped wherever it
    stands."""
    names = papers(store)
    style, script = _asset("report.css"), _asset("report.js")
    used = [r for r in report.rules if any(f.rule == r.rule for f in report.findings)]
    counts = Counter((f.rule, str(f.severity)) for f in report.findings)
    instruments: dict[str, list[Any]] = {}
    for f in report.findings:
        if f.instrument:
            instruments.setdefault(f.instrument, []).append(f)
    template = _environment().get_template("report.html")
    return template.render(
        lang=lang,
        **_spoken(lang),
        w=lambda key, **values: word(lang, key, **values),
        style=Markup(style),  # noqa: S704 - our own files
        script=Markup(script),  # noqa: S704
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'",
        report=report,
        part=part,
        names=names,
        units=sorted({p.unit for p in names.values() if p.unit}),
        groups=by_document(report.findings),
        contested=contested(store, part),
        of_instrument=instruments,
        severities=SEVERITIES,
        rules=used,
        counts=counts,
        total=Counter(str(f.severity) for f in report.findings),
        title_of=lambda rule: rule_title(lang, rule),
        lines=lines,
        place=lambda e: place_of(names, e, lang),
        day=lambda value: day(value, lang),
        when=lambda at: day(day_of(at), lang),
        shown=_EVIDENCE,
    )


def write_checked(store: Store, draft: Draft, path: Path, lang: str = "vi") -> None:
    """The check of one draft: a page without a script."""
    names, style = papers_of(store, draft), _asset("report.css")
    page = (
        _environment()
        .get_template("report_checked.html")
        .render(
            lang=lang,
            **_spoken(lang),
            w=lambda key, **values: word(lang, key, **values),
            style=Markup(style),  # noqa: S704 - our own file
            policy=f"default-src 'none'; style-src '{_hash(style)}'; base-uri 'none'",
            findings=sorted(draft.findings, key=lambda f: (f.line, f.start)),
            cited=draft.instruments,
            severities=SEVERITIES,
            rules=[r for r in draft.rules if any(f.rule == r.rule for f in draft.findings)],
            counts=Counter((f.rule, str(f.severity)) for f in draft.findings),
            total=Counter(str(f.severity) for f in draft.findings),
            title_of=lambda rule: rule_title(lang, rule),
            lines=lines,
            place=lambda e: place_of(names, e, lang),
            shown=_EVIDENCE,
        )
    )
    path.write_text(page, encoding="utf-8")


def _spoken(lang: str) -> dict[str, Any]:
    """How what stays Vietnamese is marked: names and quotes, names inside a sentence, reasons."""
    return {
        "vi": lambda text: vietnamese(text, lang),
        "named": lambda text: message(text, lang),
        "why": lambda found: reason(found, lang),
    }


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def _asset(name: str) -> str:
    return (resources.files("viz") / "assets" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("viz", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["plain"] = plain
    made.filters["base_name"] = lambda path: path.replace("\\", "/").rpartition("/")[2]
    return made


def _visible(value: Any) -> Any:
    if isinstance(value, Markup):
        return Markup(str(value).translate(_UNSEEN))  # noqa: S704 (was markup already)
    return "" if value is None else str(value).translate(_UNSEEN)
