"""The rows of some blocks as the store has them: every citation with what it claims and where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, select

from graph import schema
from graph.claim import Claim, Context, claim_anywhere, issuer_of, make_claim, root_of
from graph.issuer import Issuer, IssuerContext
from graph.place import unit_at
from graph.resolve_core import Row, province_in
from graph.resolve_value import Voice
from graph.resolve_write import batches
from ingest.mention import Form

_NAMES = (
    "id", "start", "document_id", "ordinal", "alias_of", "block", "date_echo",
    "form", "text", "type", "number", "year_in_number", "symbol", "date", "date_text", "issuer", "title",
)  # fmt: skip
_OWN = ("id", "type", "number", "year_in_number", "symbol", "date", "issuer", "title", "unit_code", "block")
_SAID = slice(_NAMES.index("date_echo"), None)
_TYPE, _SYMBOL, _ISSUER = (_NAMES[_SAID].index(n) for n in ("type", "symbol", "issuer"))


@dataclass(slots=True)
class Known:
    """The documents of the corpus, as their citations need them."""

    contexts: dict[str, Context] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Read:
    """The rows of some blocks and what is needed to place them."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    """By block."""
    aliases: dict[int, int] = field(default_factory=dict)
    """Mention to the mention it is a short form of."""
    mentions: dict[int, str] = field(default_factory=dict)
    """Every mention of the blocks and its document."""
    selves: dict[str, list[int]] = field(default_factory=dict)
    """A document and its own number lines."""


def read_known(connection: Connection) -> Known:
    d = schema.documents
    known = Known()
    # One object for equal contexts: what a document of a place says is read once.
    one: dict[IssuerContext, IssuerContext] = {}
    for key, sha256, *about in connection.execute(
        select(d.c.id, d.c.sha256, d.c.unit_code, d.c.issuer, d.c.province_code, d.c.date_to)
    ).all():
        context = context_of(key, *about)
        known.contexts[key] = context._replace(issuing=one.setdefault(context.issuing, context.issuing))
        known.digests[key] = sha256
    return known


def context_of(
    document: str, unit_code: str | None, issuer: str | None, province_code: str | None, until: str | None
) -> Context:
    unit = unit_at(unit_code) if unit_code else None
    former = unit.former_provinces if unit else ()
    issuing = IssuerContext(unit.province_code if unit else province_code, former, unit, issuer)
    roots: list[str] = []
    if unit is not None:
        roots.append(f"u:{unit.code}")
    if issuing.province_code:
        roots.append(f"p:{issuing.province_code}")
        roots += [f"p:{issuing.province_code}:{name}" for name in issuing.former_provinces]
    return Context(document, issuing, tuple(roots), until or "9999")


def read_rows(connection: Connection, blocks: Sequence[str], known: Known) -> Read:
    m = schema.mentions
    read = Read()
    heads: dict[tuple[str, int], int] = {}
    pending: list[tuple[int, str, int]] = []
    voices = _Voices()
    for chunk in batches(blocks):
        columns = (m.c[n] if n != "date_echo" else m.c.date_echo.is_not(None) for n in _NAMES)
        found = connection.execute(select(*columns).where(m.c.block.in_(chunk))).all()
        for row in found:
            key, start, document, ordinal, alias_of, block = row[:6]
            read.mentions[key] = document
            heads[document, ordinal] = key
            if row[7] == Form.SELF:
                read.selves.setdefault(document, []).append(key)
                continue
            if alias_of is not None and alias_of != ordinal and not (row.number and row.symbol):
                pending.append((key, document, alias_of))
                continue
            context = known.contexts[document]
            voice = voices.of(row[_SAID], context)
            made = Row(key, document, ordinal, voice, context, None, (known.digests[document], start))
            read.rows.setdefault(block, []).append(made)
    for key, document, head in pending:
        read.aliases[key] = heads.get((document, head), -1)
    for made, block in _own_rows(connection, blocks, known):
        read.rows.setdefault(block, []).append(made)
    for rows in read.rows.values():
        rows.sort(key=itemgetter(1, 2))
    return read


class _Voices:
    """Citations as voices. Corpora say the same again and again: equal fields are read once, an issuer once for every
    place, and what then is the same is one object."""

    def __init__(self) -> None:
        self._silent: dict[Any, Voice] = {}
        self._issuers: dict[Any, Issuer | None] = {}
        self._one: dict[Issuer, Issuer] = {}
        self._made: dict[tuple[int, int, str], Voice] = {}

    def of(self, said: Sequence[Any], context: Context) -> Voice:
        silent = self._silent.get(said)
        if silent is None:
            silent = self._silent[said] = _silent(said)
        named = (said[_ISSUER], said[_SYMBOL], said[_TYPE], id(context.issuing))
        if named in self._issuers:
            who = self._issuers[named]
        else:
            who = issuer_of(*named[:3], context.issuing)
            who = self._issuers[named] = who and self._one.setdefault(who, who)
        root = silent.claim.root or root_of(who)
        # Without a place of its own a citation is read as one of its document's province.
        key = (id(silent), id(who), root or province_in(context))
        voice = self._made.get(key)
        if voice is None:
            voice = self._made[key] = silent._replace(claim=silent.claim._replace(issuer=who, root=root))
        return voice


def _silent(said: Sequence[Any]) -> Voice:
    """What the fields say whoever cites: all but the issuer."""
    echo, form, text, type_word, number, year, symbol, date, date_text, _, title = said
    claim = claim_anywhere(form, text, type_word, number, year, symbol, date, date_text, title)
    return Voice(claim, False, echo, type_word, symbol, text if claim.name else title)


def _own_rows(connection: Connection, blocks: Sequence[str], known: Known) -> Iterator[tuple[Row, str]]:
    """What documents of the corpus say of themselves."""
    d = schema.documents
    for chunk in batches(blocks):
        columns = (d.c[n] for n in _OWN)
        for row in connection.execute(select(*columns).where(d.c.block.in_(chunk))):
            context = known.contexts[row.id]
            day = row.date if row.date and len(row.date) == 10 else None
            part = row.date if row.date and not day else None
            claim = make_claim(
                "self", "", row.type, row.number, row.year_in_number, row.symbol, day, None, row.issuer, row.title,
                context.issuing,
            )  # fmt: skip
            if part:
                claim = claim._replace(month=part)
            claim = own_place(claim, context, row.unit_code)
            voice = Voice(claim, True, False, row.type, row.symbol, row.title)
            yield Row(None, row.id, -1, voice, context), row.block


def own_place(claim: Claim, context: Context, unit_code: str | None) -> Claim:
    """A document of a unit is the unit's own where its issuer does not say whose it is."""
    return claim._replace(root=f"u:{unit_code}") if not claim.root and unit_code else claim
