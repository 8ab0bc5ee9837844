"""What a document itself does with an instrument that it cites only as what another one is about."""

from functools import cache

from sqlalchemy import ColumnElement, Connection, func, select

from graph.schema import mentions, stated_relations


@cache
def own_relation() -> ColumnElement[str]:
    """Of a row of mentions: the relation of its document to the instrument.

    "Tuyên truyền Nghị định A quy định chi tiết Luật B": it is the decree that details the law, and what the document
    does with the law is what it does with the decree, makes it known. So a citation whose relation is the one that the
    text states of another citation takes the relation of that other one.
    """
    source = mentions.alias("stating")
    s = stated_relations.c
    stated = (
        select(func.min(source.c.relation))
        .join(stated_relations, s.source_mention_id == source.c.id)
        .where(s.target_mention_id == mentions.c.id, s.relation == mentions.c.relation)
        .correlate(mentions)
        .scalar_subquery()
    )
    return func.coalesce(stated, mentions.c.relation)


def replaced(connection: Connection) -> dict[int, str]:
    """The citations whose own relation is not the one written, with that, for whoever reads them all."""
    source, target, s = mentions.alias("stating"), mentions.alias("stated"), stated_relations.c
    query = (
        select(s.target_mention_id, func.min(source.c.relation))
        .join(source, s.source_mention_id == source.c.id)
        .join(target, s.target_mention_id == target.c.id)
        .where(s.relation == target.c.relation)
        .group_by(s.target_mention_id)
    )
    return dict(iter(connection.execute(query)))
