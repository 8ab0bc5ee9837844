"""The view of the whole corpus: instruments by level and type, documents and tasks by ward, each group opening
where one clicks.
"""

from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import Connection, func, select

from graph.schema import documents, instrument_documents, instrument_mentions, instruments, mentions, tasks
from graph.store import Store
from ingest.mention import Form
from viz.i18n.words import word
from viz.view_card import unit_label
from viz.view_gather import Gathering, batches
from viz.view_node import BANDS, GraphView, Kind, Node

_INSTRUMENTS, _DOCUMENTS, _TASKS = 500, 300, 400
"""Cards held of each; groups count all of theirs, held or not."""


def overview(store: Store, *, lang: str = "vi") -> GraphView:
    """Groups with their counts and, up to the capacity of a view, their members, the most cited instruments and the
    latest documents first. A group of one is that one."""
    with store.read() as connection:
        view = Gathering(connection, lang)
        papers = _documents(view, connection)
        _instruments(view, connection)
        _tasks(view, connection, papers)
        _relations(view, connection, papers)
        return view.finish(word("graph", lang, "question.overview"))


def _group(
    view: Gathering, key: str, band: str, label: str, count: int, *, unit: str = "members", ward: str = ""
) -> str:
    group = f"g:{key}"
    node = Node(
        id=group,
        kind=Kind.GROUP,
        key="",
        band=band if band in BANDS else "unknown",
        label=label,
        sub=word("graph", view.lang, f"count.{unit}", n=count),
        name=label,
        type=label if unit == "members" else "",
        members=count,
        weight=count,
        unit=ward,
    )
    return group if view.add(node) else ""


def _instruments(view: Gathering, connection: Connection) -> None:
    i = instruments.c
    own = select(instrument_documents.c.instrument_id)
    cited = (i.mention_count > 0) & i.id.not_in(own)
    counts = connection.execute(
        select(i.level, i.type, func.count().label("n"))
        .where(cited)
        .group_by(i.level, i.type)
        .order_by(i.level, i.type)
    ).all()
    groups = {}
    for row in counts:
        if row.n > 1:
            label = row.type or word("graph", view.lang, "group.no_type")
            groups[row.level, row.type] = _group(view, f"{row.level}:{row.type or ''}", row.level, label, row.n)
    best = (i.document_count.desc(), i.mention_count.desc(), i.id)
    rows = connection.execute(select(i.id, i.level, i.type).where(cited).order_by(*best).limit(_INSTRUMENTS)).all()
    view.instruments(row.id for row in rows)
    for row in rows:
        view.put_into(f"i:{row.id}", groups.get((row.level, row.type)))
    view.uncounted += sum(row.n for row in counts) - len(rows)


def _documents(view: Gathering, connection: Connection) -> list[Any]:
    d = documents.c
    counted = connection.execute(select(d.unit_code, func.count().label("n")).group_by(d.unit_code))
    counts = Counter({row.unit_code: row.n for row in counted})
    groups = {}
    for code, n in sorted(counts.items(), key=lambda pair: pair[0] or ""):
        if code and n > 1:
            groups[code] = _group(view, f"unit:{code}", "commune", unit_label(code) or code, n, ward=code)
    rows = list(
        connection.execute(select(d.id, d.unit_code).order_by(d.date_to.desc(), d.date.desc(), d.id).limit(_DOCUMENTS))
    )
    view.documents(row.id for row in rows)
    for row in rows:
        view.put_into(view.card_of(row.id), groups.get(row.unit_code))
    view.uncounted += counts.total() - len(rows)
    return rows


def _tasks(view: Gathering, connection: Connection, papers: list[Any]) -> None:
    t = tasks.c
    rows: list[Any] = []
    for some in batches(row.id for row in papers):
        rows += connection.execute(
            select(t.id, t.document_id).where(t.document_id.in_(some)).order_by(t.document_id, t.ordinal)
        )
    unit_of = {row.id: row.unit_code for row in papers}
    by_holder: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        by_holder[unit_of[row.document_id] or row.document_id].append(row)
    total = connection.execute(select(func.count()).select_from(tasks)).scalar_one()
    held = len(rows) if len(rows) <= _TASKS else 0
    for holder, some in sorted(by_holder.items()):
        card = view.card_of(some[0].document_id)
        name = unit_label(holder) or (view.nodes[card].label if card else holder)
        group = _group(
            view, f"tasks:{holder}", "task", word("graph", view.lang, "group.tasks", name=name), len(some), unit="tasks"
        )
        if held:
            view.tasks(row.id for row in some)
            for row in some:
                view.put_into(f"t:{row.id}", group)
        elif card:
            view.edge(group, view.nodes[card].group or card, "task")
    view.uncounted += total - held


def _relations(view: Gathering, connection: Connection, papers: list[Any]) -> None:
    m = mentions.c
    for some in batches(row.id for row in papers):
        query = (
            select(m.document_id, m.relation, instrument_mentions.c.instrument_id)
            .join(instrument_mentions, instrument_mentions.c.mention_id == m.id)
            .where(m.document_id.in_(some), m.form != Form.SELF)
            .distinct()
            .order_by(m.document_id, instrument_mentions.c.instrument_id, m.relation)
        )
        for row in connection.execute(query):
            card = view.card_of(row.document_id)
            if card:
                view.edge(card, f"i:{row.instrument_id}", row.relation)
