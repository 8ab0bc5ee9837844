"""The drafts that people keep: which, one of them, what changed since it was kept."""

import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from graph.build import reader_version, resolver_version
from graph.kept_draft import COLUMNS, KeptDraft, NoSuchDraft
from graph.schema import documents, draft_log, kept_drafts
from graph.store import Store
from queries.findings.keep import rules_version

_LOGGED = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """Who kept or deleted which draft."""

    sha256: str
    name: str
    action: str
    """kept or deleted"""
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class KeptDrafts:
    drafts: tuple[KeptDraft, ...]
    """The last one kept first."""
    total: int
    bytes: int
    """Of all of them."""
    log: tuple[Entry, ...]
    """The last entries, the newest first."""


@dataclass(frozen=True, slots=True)
class Opened:
    draft: KeptDraft
    report: dict[str, Any]
    """What `viendan check --json` said when it was kept."""
    document: str | None
    """The document of the corpus with the same bytes, where it was signed and added since."""


@dataclass(frozen=True, slots=True)
class Altered:
    """A finding that is said differently now."""

    then: dict[str, Any]
    now: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StatusChange:
    """An instrument that the draft cites, whose force is another now; one that the corpus did not know was unknown."""

    id: str
    label: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a check finds now against what it found when the draft was kept."""

    new: tuple[dict[str, Any], ...]
    gone: tuple[dict[str, Any], ...]
    altered: tuple[Altered, ...]
    instruments: tuple[StatusChange, ...]
    rules: bool
    """Whether the program reads and checks by other rules: a difference may come from them and not from the corpus."""

    @property
    def any(self) -> bool:
        return bool(self.new or self.gone or self.altered or self.instruments)


def program() -> str:
    """What a draft is read, resolved and checked by."""
    parts = " ".join((reader_version(), resolver_version(), rules_version()))
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


def list_kept(store: Store, *, limit: int = 50, offset: int = 0) -> KeptDrafts:
    k, e = kept_drafts.c, draft_log.c
    with store.read() as connection:
        total, size = connection.execute(select(func.count(), func.sum(k.size))).one()
        rows = connection.execute(select(*COLUMNS).order_by(k.at.desc(), k.sha256).limit(limit).offset(offset)).all()
        log = connection.execute(
            select(e.sha256, e.name, e.action, e.who, e.at).order_by(e.id.desc()).limit(_LOGGED)
        ).all()
    return KeptDrafts(tuple(KeptDraft(*r) for r in rows), total, size or 0, tuple(Entry(*r) for r in log))


def count_kept(store: Store) -> int:
    with store.read() as connection:
        return int(connection.execute(select(func.count()).select_from(kept_drafts)).scalar_one())


def open_kept(store: Store, sha256: str) -> Opened:
    """Raises NoSuchDraft."""
    k = kept_drafts.c
    with store.read() as connection:
        row = connection.execute(select(*COLUMNS, k.report).where(k.sha256 == sha256)).one_or_none()
        twin = connection.execute(select(documents.c.id).where(documents.c.sha256 == sha256)).scalar()
    if row is None:
        raise NoSuchDraft(sha256)
    return Opened(KeptDraft(*row[:-1]), row.report, twin)


def bytes_of(store: Store, sha256: str) -> bytes:
    """As they were given. Raises NoSuchDraft."""
    with store.read() as connection:
        body = connection.execute(select(kept_drafts.c.body).where(kept_drafts.c.sha256 == sha256)).scalar()
    if body is None or hashlib.sha256(body).hexdigest() != sha256:
        raise NoSuchDraft(sha256)
    return bytes(body)


def changes(opened: Opened, now: dict[str, Any], lang: str) -> Changes:
    """`now` is the report of a check in the language `lang`."""
    same = lang == opened.draft.lang
    old = {f["id"]: f for f in opened.report["findings"]}
    new = {f["id"]: f for f in now["findings"]}
    return Changes(
        new=tuple(f for key, f in new.items() if key not in old),
        gone=tuple(f for key, f in old.items() if key not in new),
        altered=tuple(
            Altered(old[key], f) for key, f in new.items() if key in old and _said(f, same) != _said(old[key], same)
        ),
        instruments=_forces(opened.report, now),
        rules=opened.draft.rules != program(),
    )


def _said(finding: dict[str, Any], same_language: bool) -> tuple[Any, ...]:
    """What a reader would notice; across languages what it rests on instead."""
    if same_language:
        return finding["severity"], finding["message"], finding["suggestion"]
    return finding["severity"], finding["instrument"], finding["evidence"]


def _forces(then: dict[str, Any], now: dict[str, Any]) -> tuple[StatusChange, ...]:
    old = {i["id"]: i for i in then.get("instruments", ())}
    new = {i["id"]: i for i in now.get("instruments", ())}
    found = []
    for key in [*new, *(k for k in old if k not in new)]:
        before, after = (side[key]["status"] if key in side else "unknown" for side in (old, new))
        if before != after:
            found.append(StatusChange(key, (new.get(key) or old[key])["label"], before, after))
    return tuple(found)
