"""A mention: what stands in the text where an instrument is cited."""

from enum import StrEnum
from typing import NamedTuple


class Form(StrEnum):
    """How a mention names its instrument."""

    NUMBERED = "numbered"
    """By number and symbol, or by number alone where the context makes it a citation."""
    NAMED = "named"
    """A law, programme or project by its proper name."""
    SELF = "self"
    """The document's own number line."""
    BLANK = "blank"
    """Number left blank: "Kế hoạch số /KH-UBND ngày /4/2026"."""
    GENERIC = "generic"
    """A class of instruments, or one without number or proper name."""


class Relation(StrEnum):
    """What the citing text does with the cited instrument (signal words: `tables/signals.csv`)."""

    BASED_ON = "based_on"
    IMPLEMENTS = "implements"
    DISSEMINATES = "disseminates"
    REVIEWS = "reviews"
    LINKED_WITH = "linked_with"
    DETAILS = "details"
    AMENDS = "amends"
    REPLACES = "replaces"
    REPEALS = "repeals"
    CORRECTS = "corrects"
    PROMULGATES = "promulgates"
    ANNEX_OF = "annex_of"
    CITES = "cites"


class Mention(NamedTuple):
    """One citation as written. Offsets are code points into the document's text as read.

    Values are as written, white space folded. `start` to `end` is the core span: from the instrument-type word to the
    end of number and symbol or of the name, without date, issuer and title.
    """

    start: int
    end: int
    text: str
    form: Form
    type: str | None = None
    """The type word in full ("Quyết định" also for "QĐ 23"), first letter capital."""
    number: str | None = None
    year_in_number: str | None = None
    symbol: str | None = None
    date: str | None = None
    """ISO day (2021-11-26), or None where the text gives no complete date."""
    date_text: str | None = None
    """The date as written, also where incomplete ("/4/2026")."""
    issuer: str | None = None
    title: str | None = None
    relation: Relation = Relation.CITES
    task: str | None = None
    """Label of the task that holds the mention."""
    pinpoint: str | None = None
    """The part cited, as written ("điểm a khoản 2 Điều 5")."""
    alias_of: int | None = None
    """Index of the mention whose "(sau đây gọi tắt là …)" makes this one a short form of it."""


class StatedRelation(NamedTuple):
    """A relation between two cited instruments that the text itself states ("Kế hoạch A … triển khai, thực hiện Chỉ thị
    B").

    `source` and `target` are indices into the document's mentions; source does `relation` to target. `start` to `end`
    is the evidence.
    """

    source: int
    target: int
    relation: Relation
    start: int
    end: int
