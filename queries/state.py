"""The state of the corpus in a few figures."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.sql.expression import FromClause

from graph.schema import documents, findings, instruments, mentions, tasks, unresolved
from graph.store import Store
from queries.version import kept


@dataclass(frozen=True, slots=True)
class State:
    documents: int
    mentions: int
    instruments: int
    """Cited by some document; what only the registry names is not counted."""
    tasks: int
    findings: int
    unresolved: int


def state(store: Store) -> State:
    """Counted once for every version of the store."""
    return kept(store, "state", lambda: _state(store))


def _state(store: Store) -> State:
    with store.read() as connection:

        def count(table: FromClause) -> int:
            return int(connection.execute(select(func.count()).select_from(table)).scalar_one())

        cited = select(func.count()).where(instruments.c.mention_count > 0)
        return State(
            documents=count(documents),
            mentions=count(mentions),
            instruments=int(connection.execute(cited).scalar_one()),
            tasks=count(tasks),
            findings=count(findings),
            unresolved=count(unresolved),
        )
