"""Units by instruments."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse, Response

from queries.matrix import COLUMNS, Filter, Matrix, matrix
from queries.status import Status
from queries.version import kept
from viz.i18n import label, labels, say
from viz.web.answers import KeptRoute
from viz.web.page import Page, Reading
from viz.web.render import link, visible
from viz.web.sheets import csv_file, xlsx_file

router = APIRouter(default_response_class=HTMLResponse, route_class=KeptRoute)
FILLS = {
    Status.IMPLEMENTED: "#BFE5C8",
    Status.INDIRECT: "#CDE8E5",
    Status.CITED: "#FBE7B2",
    Status.NOT_IMPLEMENTED: "#F6C4BE",
    Status.PREDATES: "#E3E3E3",
    Status.NO_DOCUMENTS: "#FFFFFF",
}

Text = Annotated[str, Query(max_length=300)]
Day = Annotated[str, Query(max_length=10, pattern=r"^(\d{4}-\d\d-\d\d)?$")]


def wanted(
    *,
    issuer: Text = "",
    type: Text = "",
    level: Text = "",
    since: Day = "",
    until: Day = "",
    all: bool = False,
) -> Filter:
    """The filter in an address. `all` shows units without documents, too."""
    return Filter(issuer, type, level, since, until, known_only=not all)


Wanted = Annotated[Filter, Depends(wanted)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]


@router.get("/matrix")
def show_matrix(page: Reading, filter: Wanted, offset: Offset = 0) -> Response:
    found = matrix(page.store, filter, offset=offset)
    key = f"matrix {page.lang} {filter} {offset} {found.as_of}"
    return page.show(
        "matrix.html",
        found=found,
        filter=filter,
        offset=offset,
        limit=COLUMNS,
        table=kept(page.store, key, lambda: _table(found, page.lang)),
        query=_query(filter),
        address=lambda k: link("matrix", **_query(filter), offset=k or None),
    )


@router.get("/matrix.{kind}")
def export_matrix(page: Reading, filter: Wanted, kind: Literal["csv", "xlsx"]) -> Response:
    """All instruments that pass the filter, up to 1,000."""
    page.spend("export")
    found = matrix(page.store, filter, limit=1000)
    heads, rows = _sheet(page, found)
    if kind == "csv":
        return csv_file("ma-tran", heads, rows)
    return xlsx_file("ma-tran", heads, rows, {label("status", s, page.lang): fill for s, fill in FILLS.items()})


def _query(filter: Filter) -> dict[str, Any]:
    asked = {k: getattr(filter, k) for k in ("issuer", "type", "level", "since", "until")}
    return asked | ({} if filter.known_only else {"all": "true"})


def _sheet(page: Page, found: Matrix) -> tuple[list[str], list[list[Any]]]:
    first = [say("Đơn vị", page.lang), say("Loại", page.lang), say("Còn thiếu", page.lang)]
    names = {s: label("status", s, page.lang) for s in Status}
    kinds = {key: it.text for key, it in labels("unit_type", page.lang).items()}
    rows = [
        [r.name, kinds.get(r.type, r.type), r.open, *(names[s] if s else "" for s in r.statuses)] for r in found.rows
    ]
    return [*first, *(c.label for c in found.columns)], rows


def _table(found: Matrix, lang: str) -> Markup:
    """The table by hand: its cells are too many for a template. Each says its status in words, too."""
    marks = labels("status", lang)
    cells: dict[Status | None, str] = {
        s: f'<td class="s-{s.value}" title="{escape(marks[s].text)}">'
        f'<i aria-hidden="true">{escape(marks[s].symbol)}</i>'
        f'<span class="sr">{escape(marks[s].text)}</span></td>'
        for s in Status
    }
    cells[None] = "<td></td>"
    heads = "".join(
        f'<th scope="col" data-to="{escape(link("i", c.id, "gaps"))}">'
        f'<div><a lang="vi" href="{escape(link("i", c.id))}" '
        f'title="{escape(visible(c.title or c.label))}">{escape(visible(c.label))}</a></div></th>'
        for c in found.columns
    )
    body = "".join(
        f'<tr data-unit="{r.code}"><th scope="row"><a lang="vi" href="{link("w", r.code)}">{escape(r.name)}</a></th>'
        f'<td class="n">{r.open}</td>{"".join([cells[s] for s in r.statuses])}</tr>\n'
        for r in found.rows
    )
    unit, open_ = say("Đơn vị", lang), say("Còn thiếu", lang)
    return Markup(  # noqa: S704 (every text above is escaped)
        f'<thead><tr><th scope="col" class="corner">{unit}</th><th scope="col" class="n"><div>{open_}</div></th>{heads}'
        f"</tr></thead><tbody>{body}</tbody>"
    )
