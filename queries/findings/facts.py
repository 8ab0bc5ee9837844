"""What is known of instruments, citations and tasks, as the rules look at it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from graph.reason import Reason


class Value(NamedTuple):
    """A value seen of an attribute of an instrument."""

    value: str
    mentions: int
    documents: int
    likely: bool
    conflicting: bool
    reason: Reason | None

    @property
    def firm(self) -> bool:
        """Whether the instrument itself, the registry or a person says so, and not only those who cite it."""
        return self.documents == 0 or self.by_registry or self.by_itself or self.by_person

    @property
    def by_registry(self) -> bool:
        return self._says("graph.registry") or (self.documents == 0 and not self.reason)

    @property
    def by_itself(self) -> bool:
        return self._says("graph.own")

    @property
    def by_person(self) -> bool:
        return self._says("graph.judged")

    def _says(self, key: str) -> bool:
        return self.reason is not None and key in self.reason.keys


@dataclass(frozen=True, slots=True)
class Known:
    """An instrument as resolved, with every value seen."""

    id: str
    label: str
    type: str | None
    number: str | None
    year_in_number: str | None
    symbol: str | None
    date: str | None
    issuer: str | None
    title: str | None
    level: str
    system: str
    status: str
    status_source: str | None
    registry: bool
    mention_count: int
    document_count: int
    values: dict[str, list[Value]] = field(default_factory=dict)

    def likely(self, attribute: str) -> Value | None:
        for value in self.values.get(attribute, ()):
            if value.likely:
                return value
        return None


KNOWN = tuple(name for name in Known.__slots__ if name != "values")


class Citation(NamedTuple):
    """One mention of the document with the instrument that it was resolved to."""

    id: int
    ordinal: int
    start: int
    end: int
    text: str
    form: str
    type: str | None
    number: str | None
    year_in_number: str | None
    symbol: str | None
    date: str | None
    date_text: str | None
    issuer: str | None
    title: str | None
    relation: str
    task: str | None
    alias_of: int | None
    date_echo: int | None
    document_id: str
    known: Known | None = None

    @property
    def code(self) -> str:
        """What tells it apart as written: its words."""
        return " ".join(self.text.split())


MENTION = Citation._fields[:-1]


class Unresolved(NamedTuple):
    """A mention of which it is not certain what it means, with the instruments that it may mean, likeliest first."""

    mention: int
    reason: Reason
    candidates: tuple[tuple[str, float], ...]


class Work(NamedTuple):
    """One task of the document."""

    label: str
    kind: str
    start: int
    end: int
    text: str
    deadline_kind: str | None
    deadline_start: str | None
    deadline_end: str | None
    deadline_text: str | None
    lead: tuple[str, ...]
    coop: tuple[str, ...]
