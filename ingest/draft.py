"""A citation while it is being read: its core found, its stretch, list and relation still to come."""

from ingest.mention import Form, Relation


class Draft:
    """One citation in view offsets. Mutable: each recogniser adds what it reads; `mentions.py` makes the Mention of
    it."""

    __slots__ = (
        "alias_of",
        "body",
        "date",
        "date_text",
        "end",
        "form",
        "headed",
        "inside",
        "issuer",
        "number",
        "pinpoint",
        "reach",
        "relation",
        "start",
        "symbol",
        "title",
        "title_end",
        "title_start",
        "type",
        "year",
    )

    def __init__(self, start: int, end: int, form: Form, type_: str | None, headed: bool = True) -> None:
        self.start = start
        self.end = end
        self.form = form
        self.type = type_
        self.headed = headed
        """Whether the core begins with its own type word (the second member of "Quyết định số 12-QĐ/TU, 13-QĐ/TU"
        does not)."""
        self.number: str | None = None
        self.year: str | None = None
        self.symbol: str | None = None
        self.body: str | None = None
        self.date: str | None = None
        self.date_text: str | None = None
        self.issuer: str | None = None
        self.title: str | None = None
        self.title_start = 0
        self.title_end = 0
        """Where the title stands; both 0 where there is none."""
        self.reach = end
        """Where the citation's own stretch ends: its core, date, issuer, title."""
        self.inside: Draft | None = None
        """The citation in whose title this one stands."""
        self.pinpoint: str | None = None
        self.relation = Relation.CITES
        self.alias_of: Draft | None = None
