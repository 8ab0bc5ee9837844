"""What counts as implementing an instrument, and through which other instruments a document may do so."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select

from graph.own_relation import own_relation
from graph.schema import instrument_relations, mentions
from ingest.mention import Form, Relation

BASIS = (Relation.BASED_ON, Relation.IMPLEMENTS, Relation.DETAILS)
"""A document that says this of an instrument acts on it."""
WORK = (*BASIS, Relation.LINKED_WITH, Relation.REVIEWS, Relation.CITES)
"""A task in whose text the instrument stands so is a task under it. A task that only makes it known (quán triệt, tuyên
truyền) or changes it (amends, replaces, repeals) is none."""
DEEPEST = 5
"""Links of a chain that are followed: Luật, Nghị định, Nghị quyết or Chỉ thị, plan of the province, plan of the
commune."""
_BATCH = 5000


@cache
def implements() -> ColumnElement[bool]:
    """Of a row of mentions: its document acts on the instrument, by a legal basis or by a task under it."""
    return and_(mentions.c.form != Form.SELF, or_(own_relation().in_(BASIS), is_work()))


@cache
def is_work() -> ColumnElement[bool]:
    """Of a row of mentions: it stands in a task, as something to be done."""
    return and_(mentions.c.task.is_not(None), own_relation().in_(WORK))


Follow = Callable[[list[str]], Iterable[tuple[str, str]]]
"""The links (source, target) to some targets: which instrument implements which of these."""


def levels(follow: Follow, instrument: str, deepest: int = DEEPEST) -> Iterator[dict[str, tuple[str, ...]]]:
    """The instruments that implement this one, directly, then through one other, and so on: each with its shortest
    chain to this one (itself first, this one left out). Breadth first, so no chain runs in a circle; equals are taken
    in the order of their ids. Each level is looked up when it is asked for."""
    found: dict[str, tuple[str, ...]] = {instrument: ()}
    frontier = [instrument]
    for _ in range(deepest):
        level: dict[str, tuple[str, ...]] = {}
        for source, target in sorted(follow(frontier)):
            if source not in found and source not in level:
                level[source] = (source, *found[target])
        if not level:
            return
        found |= level
        frontier = list(level)
        yield level


def chains(connection: Connection, instrument: str, deepest: int = DEEPEST) -> dict[str, tuple[str, ...]]:
    """All levels together."""
    found = levels(partial(links, connection), instrument, deepest)
    return {source: via for level in found for source, via in level.items()}


def linking() -> ColumnElement[bool]:
    """Of a row of instrument_relations: its source implements its target; a text says so, or a document of the corpus
    is an instrument that does."""
    r = instrument_relations.c
    work = and_(r.relation.in_(WORK), exists().where(mentions.c.id == r.mention_id, mentions.c.task.is_not(None)))
    return and_(r.source_id != r.target_id, or_(r.relation.in_((*BASIS, Relation.ANNEX_OF)), work))


def links(connection: Connection, targets: list[str]) -> set[tuple[str, str]]:
    """As `Follow`, from the store."""
    r = instrument_relations.c
    found: set[tuple[str, str]] = set()
    for k in range(0, len(targets), _BATCH):
        query = select(r.source_id, r.target_id).where(r.target_id.in_(targets[k : k + _BATCH]), linking())
        found.update((row.source_id, row.target_id) for row in connection.execute(query))
    return found
