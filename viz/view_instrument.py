"""The view of one instrument: what it rests on above, what implements it below."""

from typing import Any

from sqlalchemy import Connection, and_, select

from graph.schema import instrument_documents, instrument_mentions, instrument_relations, mentions, task_mentions
from graph.store import Store
from ingest.mention import Form
from queries.chain import BASIS, chains, implements
from viz.i18n.words import word
from viz.view_gather import Gathering, batches
from viz.view_node import GraphView


def view_for_instrument(store: Store, key: str, *, lang: str = "vi") -> GraphView:
    """Above: what the instrument acts on, and what that rests on. Below: the instruments and documents that act on
    it, themselves or through others (dashed), and their tasks under it. Raises KeyError where the store has no such
    instrument."""
    with store.read() as connection:
        view = Gathering(connection, lang)
        view.instruments([key], focus=True)
        focus = view.nodes[f"i:{key}"]
        _above(view, connection, key)
        below = _relations(connection, incoming=[key])
        view.instruments(source for source, _, _ in sorted(below, key=lambda link: (link[2] not in BASIS, link)))
        for source, target, relation in below:
            view.edge(f"i:{source}", f"i:{target}", relation)
        acted_on = _citing(view, connection, [key], indirect=False)
        links = chains(connection, key)
        view.instruments(sorted(links, key=lambda i: (len(links[i]), i)), indirect=True)
        for source, target, relation in _relations(connection, incoming=[*links]):
            if source in links and relation in BASIS:
                view.edge(f"i:{source}", f"i:{target}", relation, indirect=True)
        _citing(view, connection, [*links], indirect=True)
        _tasks(view, connection, [key], indirect=False)
        _tasks(view, connection, [*links], indirect=True)
        edges = view.pairs.values()
        unknown = []
        if not any(e.source == focus.id for e in edges):
            unknown.append(word("graph", lang, "note.no_basis"))
        if not acted_on and not links:
            unknown.append(word("graph", lang, "note.no_implementer"))
        return view.finish(word("graph", lang, "question.instrument", name=focus.label), *unknown)


def _above(view: Gathering, connection: Connection, key: str) -> None:
    direct = _relations(connection, outgoing=[key])
    view.instruments(sorted({target for _, target, _ in direct}))
    for source, target, relation in direct:
        view.edge(f"i:{source}", f"i:{target}", relation)
    next_up = [t for _, t, relation in direct if relation in BASIS and t != key]
    further = [(s, t, r) for s, t, r in _relations(connection, outgoing=next_up) if r in BASIS]
    view.instruments(sorted({target for _, target, _ in further}), indirect=True)
    for source, target, relation in further:
        view.edge(f"i:{source}", f"i:{target}", relation, indirect=True)


def _relations(
    connection: Connection, *, outgoing: list[str] | None = None, incoming: list[str] | None = None
) -> list[tuple[str, str, str]]:
    r = instrument_relations.c
    here = r.source_id if outgoing is not None else r.target_id
    found: set[tuple[str, str, str]] = set()
    for some in batches(outgoing if outgoing is not None else incoming or ()):
        query = select(r.source_id, r.target_id, r.relation).where(here.in_(some), r.source_id != r.target_id)
        found.update((row.source_id, row.target_id, row.relation) for row in connection.execute(query))
    return sorted(found)


def _citing(view: Gathering, connection: Connection, keys: list[str], *, indirect: bool) -> bool:
    """Adds the documents that cite these instruments, through others only those that act on them; says whether any
    acts.
    """
    m = mentions.c
    itself = and_(
        instrument_documents.c.document_id == m.document_id,
        instrument_documents.c.instrument_id == instrument_mentions.c.instrument_id,
    )
    rows: list[Any] = []
    for some in batches(keys):
        query = (
            select(m.id, m.document_id, m.relation, instrument_mentions.c.instrument_id, implements().label("acts"))
            .join(instrument_mentions, instrument_mentions.c.mention_id == m.id)
            .outerjoin(instrument_documents, itself)
            .where(
                instrument_mentions.c.instrument_id.in_(some),
                instrument_documents.c.document_id.is_(None),
                m.form != Form.SELF,
            )
            .order_by(m.document_id, m.start)
        )
        rows += connection.execute(query.where(implements()) if indirect else query).all()
    # where there are more than the view holds, those that act on it come first
    view.documents((row.document_id for row in sorted(rows, key=lambda r: not r.acts)), indirect=indirect)
    for row in rows:
        card = view.card_of(row.document_id)
        if card is not None:
            view.edge(card, f"i:{row.instrument_id}", row.relation, indirect=indirect)
            view.proof(card, row.id)
            if not indirect:
                view.proof(f"i:{row.instrument_id}", row.id)
    return any(row.acts for row in rows)


def _tasks(view: Gathering, connection: Connection, keys: list[str], *, indirect: bool) -> None:
    """The tasks in whose text these instruments are cited."""
    ids: list[int] = []
    for some in batches(keys):
        query = (
            select(task_mentions.c.task_id, task_mentions.c.mention_id)
            .join(instrument_mentions, instrument_mentions.c.mention_id == task_mentions.c.mention_id)
            .where(instrument_mentions.c.instrument_id.in_(some))
            .order_by(task_mentions.c.task_id)
        )
        for row in connection.execute(query):
            ids.append(row.task_id)
            view.proof(f"t:{row.task_id}", row.mention_id)
    view.tasks(ids, indirect=indirect)
