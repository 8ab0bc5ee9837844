"""A store filled row by row, for tests of questions that must not depend on what the readers make of a text."""

import hashlib
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from graph import schema
from graph.store import Store, open_store
from ingest.fold import fold
from ingest.quote import clauses


class ByHand:
    """Adds instruments, documents and citations to a new store; every method takes only what a test cares about."""

    def __init__(self, path: Path) -> None:
        self.store: Store = open_store(path, create=True)
        self.texts: dict[str, str] = {}
        self.next_mention = 1
        self.next_task = 1

    def instrument(self, id: str, label: str, **known: object) -> None:
        number_symbol = label.rsplit(maxsplit=1)[-1]
        row = {
            "id": id,
            "label": label,
            "type": label.rsplit(" ", 1)[0],
            "number": number_symbol.replace("-", "/", 1).split("/")[0],
            "symbol": None,
            "date": None,
            "issuer": None,
            "title": None,
            "level": "central",
            "system": "party" if "-" in number_symbol.split("/")[0] else "state",
            "status": "unknown",
            "registry": False,
            "mention_count": 1,
            "document_count": 1,
            "block": "",
        } | known
        words = (row["label"], row["number"], row["symbol"], row["type"], row["title"], row["issuer"], row["date"])
        row["folded"] = fold(" ".join(str(w) for w in words if w))
        with self.store.write() as connection:
            connection.execute(insert(schema.instruments), [row])
            connection.exec_driver_sql(
                "INSERT INTO search (label, rest, id) VALUES (?, ?, ?)", (fold(label), row["folded"], id)
            )

    def document(self, id: str, text: str, **known: object) -> None:
        self.texts[id] = text
        row = {
            "id": id,
            "path": f"{id}.txt",
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "reader": "test",
            "text": text,
            "level": "commune",
            "type": "Kế hoạch",
        } | known
        if row.get("date") and len(str(row["date"])) == 10:
            row.setdefault("date_from", row["date"])
            row.setdefault("date_to", row["date"])
        with self.store.write() as connection:
            connection.execute(insert(schema.documents), [row])

    def cite(
        self, document: str, words: str, instrument: str, relation: str, task: int | None = None, **known: object
    ) -> int:
        """A mention where `words` first stand in the text; gives its id. `task` is the task that holds it."""
        start = self.texts[document].index(words)
        key = self.next_mention
        self.next_mention += 1
        row: dict[str, Any] = {
            "id": key,
            "document_id": document,
            "ordinal": key,
            "start": start,
            "end": start + len(words),
            "text": words,
            "form": "numbered",
            "relation": relation,
            "task": f"nhiệm vụ {task}" if task else None,
            "block": "",
        } | known
        with self.store.write() as connection:
            connection.execute(insert(schema.mentions), [row])
            (clause,) = clauses(self.texts[document], [(row["start"], row["end"])])
            connection.execute(
                insert(schema.quotes),
                [{"mention_id": key, "start": clause.start, "line": clause.line, "text": clause.text}],
            )
            connection.execute(
                insert(schema.instrument_mentions),
                [{"mention_id": key, "instrument_id": instrument, "confidence": 1.0, "score": {}}],
            )
            if task:
                connection.execute(insert(schema.task_mentions), [{"task_id": task, "mention_id": key}])
        return key

    def task(
        self, document: str, words: str, *, lead: tuple[str, ...] = (), coop: tuple[str, ...] = (), **known: object
    ) -> int:
        start = self.texts[document].index(words)
        key = self.next_task
        self.next_task += 1
        row = {
            "id": key,
            "document_id": document,
            "ordinal": key,
            "label": f"II.{key}",
            "kind": "task",
            "start": start,
            "end": start + len(words),
            "text": words,
        } | known
        bodies = [
            {"task_id": key, "role": role, "ordinal": n, "name": name, "canonical": name}
            for role, names in (("lead", lead), ("coop", coop))
            for n, name in enumerate(names)
        ]
        with self.store.write() as connection:
            connection.execute(insert(schema.tasks), [row])
            if bodies:
                connection.execute(insert(schema.task_bodies), bodies)
        return key

    def state(self, source: int, relation: str, target: int) -> None:
        """A relation between two mentions that their text states."""
        row = {"source_mention_id": source, "target_mention_id": target, "relation": relation, "start": 0, "end": 1}
        with self.store.write() as connection:
            connection.execute(insert(schema.stated_relations), [row])

    def relate(self, source: str, relation: str, target: str, **known: object) -> None:
        row = {"source_id": source, "relation": relation, "target_id": target} | known
        with self.store.write() as connection:
            connection.execute(insert(schema.instrument_relations), [row])

    def is_instrument(self, document: str, instrument: str) -> None:
        with self.store.write() as connection:
            connection.execute(
                insert(schema.instrument_documents), [{"document_id": document, "instrument_id": instrument}]
            )

    def value(self, instrument: str, attribute: str, value: str, **known: object) -> None:
        row = {
            "instrument_id": instrument,
            "attribute": attribute,
            "value": value,
            "mentions": 1,
            "documents": 1,
            "likely": True,
            "conflicting": False,
            "reason": None,
        } | known
        with self.store.write() as connection:
            connection.execute(insert(schema.instrument_values), [row])
