"""Drafts that a person asked to keep: their bytes under their hash and their findings as of then, apart from the
corpus."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.exc import OperationalError

from graph.schema import draft_log, kept_drafts
from graph.store import WAIT_MS, Store

_PATIENCE_MS = 200


class Action(StrEnum):
    KEPT = "kept"
    DELETED = "deleted"


class NoSuchDraft(LookupError):  # noqa: N818 - names what is the case
    """No draft is kept under that hash."""


class NoRoom(Exception):  # noqa: N818
    """As many drafts, or as many bytes of them, are kept as may be."""

    def __init__(self, room: "Room") -> None:
        super().__init__(
            f"Chưa lưu: đã đủ {room.drafts} văn bản hoặc {room.bytes // 1_000_000} MB. Hãy xóa bớt văn bản đã lưu."
        )
        self.room = room


@dataclass(frozen=True, slots=True)
class Room:
    """How much may be kept."""

    drafts: int
    bytes: int


@dataclass(frozen=True, slots=True)
class KeptDraft:
    sha256: str
    name: str
    size: int
    who: str
    at: str
    """ISO instant, UTC."""
    lang: str
    """Of the sentences of its findings."""
    rules: str
    """Version of the rules and tables by which it was read and checked."""
    errors: int
    warnings: int
    notes: int


COLUMNS = tuple(kept_drafts.c[f.name] for f in fields(KeptDraft))


def keep_draft(
    store: Store, body: bytes, report: dict[str, Any], *, name: str, who: str, lang: str, rules: str, room: Room
) -> tuple[KeptDraft, bool]:
    """The kept draft, and whether it is new: bytes that are kept already stay as who kept them first left them.
    Raises NoRoom."""
    counts = Counter(f["severity"] for f in report["findings"])
    sha256 = hashlib.sha256(body).hexdigest()
    made = KeptDraft(
        sha256, name, len(body), who, _now(), lang, rules, counts["error"], counts["warning"], counts["info"]
    )
    with store.write() as connection:
        found = connection.execute(select(*COLUMNS).where(kept_drafts.c.sha256 == sha256)).one_or_none()
        if found is not None:
            return KeptDraft(*found), False
        number, size = connection.execute(select(func.count(), func.sum(kept_drafts.c.size))).one()
        if number >= room.drafts or (size or 0) + len(body) > room.bytes:
            raise NoRoom(room)
        values = {f.name: getattr(made, f.name) for f in fields(made)}
        connection.execute(insert(kept_drafts).values(**values, report=report, body=body))
        _log(connection, made, Action.KEPT, who, made.at)
    return made, True


def delete_draft(store: Store, sha256: str, who: str) -> KeptDraft:
    """Deletes the bytes and the findings; that it was deleted, by whom and when stays on record. They are in no file of
    the store any more once `overwrite_deleted` says so. Raises NoSuchDraft."""
    with store.write() as connection, _overwriting(connection):
        found = connection.execute(select(*COLUMNS).where(kept_drafts.c.sha256 == sha256)).one_or_none()
        if found is None:
            raise NoSuchDraft(sha256)
        connection.execute(delete(kept_drafts).where(kept_drafts.c.sha256 == sha256))
        draft = KeptDraft(*found)
        _log(connection, draft, Action.DELETED, who, _now())
    return draft


def overwrite_deleted(store: Store) -> bool:
    """Whether what was deleted is overwritten in the file of the store and gone from its write-ahead log, which held it
    from when it was kept. Not while somebody reads the store as it was before, or writes: to be tried again then."""
    if store.engine.dialect.name != "sqlite":
        return True
    with store.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={_PATIENCE_MS}")  # who writes meanwhile has to wait
        try:
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
        except OperationalError as error:
            if not {"locked", "interrupted"} & set(str(error.orig).split()):
                raise
            return False
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={WAIT_MS}")
    return not busy


@contextmanager
def _overwriting(connection: Connection) -> Iterator[None]:
    """SQLite leaves what was deleted in free pages, unless it is told to write over it."""
    if connection.dialect.name != "sqlite":
        yield
        return
    before = connection.exec_driver_sql("PRAGMA secure_delete").scalar()
    connection.exec_driver_sql("PRAGMA secure_delete=ON")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA secure_delete={int(before or 0)}")


def _log(connection: Connection, draft: KeptDraft, action: Action, who: str, at: str) -> None:
    values = {"sha256": draft.sha256, "name": draft.name, "action": str(action), "who": who, "at": at}
    connection.execute(insert(draft_log).values(**values))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
