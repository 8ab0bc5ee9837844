"""Views that start from documents: one document, a group of them, a unit's, and a body's tasks."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from graph.schema import documents, instrument_mentions, mentions, task_bodies, task_mentions, tasks
from graph.store import Store
from ingest.mention import Form
from viz.i18n.words import word
from viz.view_card import unit_label
from viz.view_gather import Gathering, batches
from viz.view_node import CAPACITY, GraphView, Kind, Node


def view_for_document(store: Store, key: str, *, lang: str = "vi") -> GraphView:
    """One document: what it cites above, its tasks below. Raises KeyError where the store has no such document."""
    with store.read() as connection:
        view = Gathering(connection, lang)
        view.documents([key], focus=True)
        card = view.card_of(key)
        if card is None:
            raise KeyError(key)
        _cited(view, connection, [key])
        _tasks(view, connection, [key])
        return view.finish(word("graph", lang, "question.document", name=view.nodes[card].label))


def view_for_group(store: Store, keys: Iterable[str], *, lang: str = "vi") -> GraphView:
    """Several documents: the instruments that they cite, those that more of them cite shown first, and their tasks.
    Raises KeyError where the store has one of them not.
    """
    wanted = sorted(set(keys))
    with store.read() as connection:
        view = Gathering(connection, lang)
        known = set[str]()
        for some in batches(wanted):
            known.update(connection.execute(select(documents.c.id).where(documents.c.id.in_(some))).scalars())
        if missing := set(wanted) - known:
            raise KeyError(min(missing))
        view.documents(wanted, focus=True)
        _cited(view, connection, wanted)
        _tasks(view, connection, wanted)
        return view.finish(word("graph", lang, "question.group", n=len(wanted)))


def view_for_unit(store: Store, code: str, *, lang: str = "vi") -> GraphView:
    """A ward or commune: its documents, what they cite, their tasks. A unit without documents has an empty view that
    says so.
    """
    with store.read() as connection:
        query = select(documents.c.id).where(documents.c.unit_code == code).order_by(documents.c.id)
        keys = list(connection.execute(query).scalars())
        view = Gathering(connection, lang)
        view.documents(keys, focus=True)
        _cited(view, connection, keys)
        _tasks(view, connection, keys)
        return view.finish(word("graph", lang, "question.unit", name=unit_label(code) or code))


def view_for_body(store: Store, name: str, *, lang: str = "vi") -> GraphView:
    """A body by its canonical name: the tasks that it leads or shares, their documents, the instruments cited in
    those tasks.
    """
    with store.read() as connection:
        view = Gathering(connection, lang)
        b = task_bodies.c
        query = (
            select(b.task_id, b.role, tasks.c.document_id)
            .join(tasks, tasks.c.id == b.task_id)
            .where(b.canonical == name)
            .order_by(b.role.desc(), tasks.c.document_id, tasks.c.ordinal)
        )
        rows = connection.execute(query).all()
        card = f"b:{name}"
        view.add(Node(id=card, kind=Kind.BODY, key=name, band="body", label=name, name=name, focus=True))
        ids = list(dict.fromkeys(row.task_id for row in rows))
        kept = frozenset(ids[: CAPACITY[Kind.TASK]])
        view.documents(row.document_id for row in rows if row.task_id in kept)
        view.tasks(ids)
        roles: dict[int, str] = {}
        for row in rows:
            if row.role == "lead" or row.task_id not in roles:
                roles[row.task_id] = row.role
        for task, role in roles.items():
            view.edge(card, f"t:{task}", role)
        _work(view, connection, sorted(kept))
        return view.finish(word("graph", lang, "question.body", name=name))


def _cited(view: Gathering, connection: Connection, keys: list[str]) -> None:
    """What documents cite, what more of them cite first where the view is full."""
    m = mentions.c
    rows: list[Any] = []
    for some in batches(keys):
        query = (
            select(m.id, m.document_id, m.relation, instrument_mentions.c.instrument_id)
            .join(instrument_mentions, instrument_mentions.c.mention_id == m.id)
            .where(m.document_id.in_(some), m.form != Form.SELF)
            .order_by(m.document_id, m.start)
        )
        rows += connection.execute(query).all()
    citing: dict[str, set[str]] = {}
    for row in rows:
        citing.setdefault(row.instrument_id, set()).add(row.document_id)
    view.instruments(sorted(citing, key=lambda i: (-len(citing[i]), i)))
    for row in rows:
        card = view.card_of(row.document_id)
        if card is not None:
            view.edge(card, f"i:{row.instrument_id}", row.relation)
            view.proof(f"i:{row.instrument_id}", row.id)


def _tasks(view: Gathering, connection: Connection, keys: list[str]) -> None:
    ids: list[int] = []
    for some in batches(keys):
        t = tasks.c
        ids += connection.execute(
            select(t.id).where(t.document_id.in_(some)).order_by(t.document_id, t.ordinal)
        ).scalars()
    view.tasks(ids)
    _work(view, connection, [i for i in ids if f"t:{i}" in view.nodes])


def _work(view: Gathering, connection: Connection, ids: list[int]) -> None:
    """What tasks cite: a quiet relation each, and for instruments that are not here yet a card with its document's
    relation.
    """
    m = mentions.c
    rows: list[Any] = []
    for some in batches(ids):
        query = (
            select(task_mentions.c.task_id, m.id, m.document_id, m.relation, instrument_mentions.c.instrument_id)
            .join(mentions, m.id == task_mentions.c.mention_id)
            .join(instrument_mentions, instrument_mentions.c.mention_id == m.id)
            .where(task_mentions.c.task_id.in_(some))
            .order_by(m.document_id, m.start)
        )
        rows += connection.execute(query).all()
    view.instruments(dict.fromkeys(row.instrument_id for row in rows))
    for row in rows:
        target = f"i:{row.instrument_id}"
        view.edge(f"t:{row.task_id}", target, row.relation, quiet=True)
        view.proof(f"t:{row.task_id}", row.id)
        card = view.card_of(row.document_id)
        if card is not None:
            view.edge(card, target, row.relation)
