"""Many rows at once, past what SQLAlchemy does for each single one."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert, select


def insert_many(
    connection: Connection, table: Table, names: tuple[str, ...], rows: Iterable[Sequence[Any]], *, known: bool = False
) -> None:
    """Inserts rows of values of the columns `names`, which stand in the order of the table; with `known` those whose
    key is there already are passed over."""
    made = list(rows)
    if not made:
        return
    if connection.dialect.name != "sqlite":
        if known:
            keys = tuple(table.primary_key)
            have = {tuple(row) for row in connection.execute(select(*keys))}
            places = [names.index(c.name) for c in keys]
            made = [row for row in made if tuple(row[at] for at in places) not in have]
        if made:
            connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in made])
        return
    statement, ready = _prepared(table, names, known, connection.dialect)
    if ready:
        # One object may stand in many rows: its form in the database is made once.
        memory: dict[tuple[int, int], Any] = {}
        for k, row in enumerate(made):
            values = list(row)
            for at, process in ready:
                key = (at, id(row[at]))
                if key not in memory:
                    memory[key] = process(row[at])
                values[at] = memory[key]
            made[k] = values
    connection.exec_driver_sql(statement, [tuple(row) for row in made])


@lru_cache(maxsize=64)
def _prepared(
    table: Table, names: tuple[str, ...], known: bool, dialect: Dialect
) -> tuple[str, list[tuple[int, Callable[[Any], Any]]]]:
    """The statement with question marks, and for which columns what makes their values what the driver takes."""
    plain = insert(table)
    compiled = (plain.prefix_with("OR IGNORE") if known else plain).compile(dialect=dialect, column_keys=list(names))
    if tuple(compiled.positiontup or ()) != names:
        raise ValueError(f"columns of {table.name} in another order than the table's: {names}")
    ready: list[tuple[int, Callable[[Any], Any]]] = []
    for at, name in enumerate(names):
        process = table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
        if process is not None:
            ready.append((at, process))
    return str(compiled), ready
