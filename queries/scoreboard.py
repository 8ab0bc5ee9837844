"""How far every unit has come with what binds it."""

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from graph.store import Store
from queries.standing import Known, Standing, standing
from queries.version import kept, made

LATE_AFTER = 60
"""Days after which an instrument that is still open counts as late. No rule sets a term; the page says so."""


@dataclass(frozen=True, slots=True)
class UnitScore:
    code: str
    name: str
    type: str
    documents: int
    binding: int
    """Instruments that bind the unit and that at least one unit has acted on."""
    implemented: int
    """Of these, acted on by the unit, itself or through another instrument."""
    late: int
    """Of these, of the time of its documents, not acted on, and issued more than LATE_AFTER days ago."""
    open: int
    """Of these, of the time of its documents and not acted on, whether late or not."""
    median_days: float | None
    """Between an instrument and the unit's first document that acts on it."""


@dataclass(frozen=True, slots=True)
class Scoreboard:
    as_of: str
    late_after: int
    units: tuple[UnitScore, ...]
    """Every unit: those with documents first, by what is late; then those of which nothing is known."""
    with_documents: int


def scoreboard(store: Store, as_of: date | None = None) -> Scoreboard:
    """The scores of all units of the provinces that the corpus holds documents of."""
    day = as_of or date.today()
    return kept(store, _KEY + day.isoformat(), lambda: _scoreboard(standing(store, day)))


def scoreboard_made(store: Store) -> Scoreboard | None:
    """Today's, if it was worked out of the store as it is now."""
    found: Scoreboard | None = made(store, _KEY + date.today().isoformat())
    return found


_KEY = "scoreboard "


def counts(known: Known) -> bool:
    """Whether an instrument counts in the scoreboard: somebody has acted on it, so it is one that asks for action."""
    return bool(known.acted)


def _scoreboard(now: Standing) -> Scoreboard:
    asked = [k for k in now.instruments.values() if counts(k)]
    limit = (date.fromisoformat(now.as_of) - timedelta(days=LATE_AFTER)).isoformat()
    old = [k for k in asked if k.date is not None and k.date < limit]
    scores = []
    for place, unit in enumerate(now.units):
        bit = 1 << place
        delays = [k.delays[place] for k in asked if place in k.delays]
        scores.append(
            UnitScore(
                code=unit.code,
                name=unit.name,
                type=unit.type,
                documents=now.documents[place],
                binding=sum(1 for k in asked if k.scope & bit),
                implemented=sum(1 for k in asked if k.acted & bit),
                late=sum(1 for k in old if k.open & bit),
                open=sum(1 for k in asked if k.open & bit),
                median_days=float(median(delays)) if delays else None,
            )
        )
    scores.sort(key=lambda s: (not s.documents, -s.late, -s.open, s.name, s.code))
    return Scoreboard(now.as_of, LATE_AFTER, tuple(scores), sum(1 for n in now.documents if n))
