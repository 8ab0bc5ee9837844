"""What a graph view holds: one question, cards in bands by level, relations between them, and the evidence behind
each.
"""

from dataclasses import dataclass
from enum import StrEnum

from graph.reason import Reason
from ingest.document import Level

BANDS = (
    *(level.value for level in Level if level not in (Level.COMMUNE, Level.UNKNOWN)),
    Level.UNKNOWN.value,
    Level.COMMUNE.value,
    "paper",
    "task",
    "body",
)
"""From top to bottom: levels of authority (what is of unknown level is cited, so it stands above the citing), the
communes' documents of the corpus where they cite others of their level, tasks, and the bodies that do them."""


class Kind(StrEnum):
    INSTRUMENT = "instrument"
    """Cited, and not itself a document of the corpus."""
    DOCUMENT = "document"
    TASK = "task"
    BODY = "body"
    GROUP = "group"
    """Stands for its members until it is opened."""


CAPACITY = {Kind.INSTRUMENT: 500, Kind.DOCUMENT: 400, Kind.TASK: 400, Kind.BODY: 1, Kind.GROUP: 500}
"""Cards of each kind that one view holds at most, for a page of about a megabyte; what is left out is counted in its
note."""


@dataclass(frozen=True, slots=True)
class Fact:
    """`name` is a key of the labels ("fact.issuer")."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class RivalValue:
    value: str
    mentions: int
    documents: int
    likely: bool
    conflicting: bool
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Rivals:
    """The values seen of an attribute on which the sources disagree."""

    attribute: str
    values: tuple[RivalValue, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote. `document` is the card of the document that it stands in, or its name where that has no card."""

    document: str
    document_key: str
    line: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Node:
    """A card. `label` and `sub` are its two lines, `name` what it is called in full."""

    id: str
    kind: Kind
    key: str
    """What it is in the store: id of an instrument or document, name of a body; empty for a task or a group."""
    band: str
    label: str
    sub: str = ""
    name: str = ""
    type: str = ""
    date: str | None = None
    facts: tuple[Fact, ...] = ()
    rivals: tuple[Rivals, ...] = ()
    passages: tuple[Passage, ...] = ()
    group: str | None = None
    """Id of the group that hides it until opened."""
    members: int = 0
    """Of a group: how many it stands for, also those that the view does not hold."""
    focus: bool = False
    indirect: bool = False
    """Reached from the focus only through others."""
    unit: str = ""
    """Code of the ward or commune that it is of."""
    weight: int = 0
    """The heavier of a band are shown, the others folded."""


@dataclass(frozen=True, slots=True)
class Edge:
    """`source` does `relation` to `target`; relations beside those of mentions: task (of), lead, coop (of a body in a
    task).
    """

    source: str
    target: str
    relation: str
    indirect: bool = False
    quiet: bool = False
    """Drawn only while one of its ends is looked at: a detail that would hide the answer."""


@dataclass(frozen=True, slots=True)
class Band:
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class GraphView:
    """The answer to one question. Nodes are in reading order inside their band, the same for the same store."""

    question: str
    lang: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    bands: tuple[Band, ...]
    note: str = ""
    """What is not drawn, in a sentence; empty where all is."""
