"""Documents of the corpus whose number is blank: drafts, each an instrument of its own, told from others by what it
is called."""

from collections.abc import Sequence
from hashlib import sha256

from graph.instrument import Instrument
from graph.resolve_core import Row, said_in
from graph.resolve_make import make_instrument


def own_instruments(rows: Sequence[Row]) -> list[Instrument]:
    """The instrument of documents without number. Versions of one draft (same unit, type, year and title) are one.

    Its id has four digits of a digest of the title in the place of the number, so that it stays while the text is
    worked on."""
    if not rows:
        return []
    claim = rows[0].voice.claim
    digest = sha256(f"{claim.title}|{claim.root}".encode()).hexdigest()[:4]
    return [make_instrument(said_in(rows), claim.root, {}, nonce=f"chua-so-{digest}")]
