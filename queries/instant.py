"""Instants as officers read them, in Vietnam's time; kept and exchanged they are UTC."""

from datetime import UTC, datetime, timedelta, timezone

from queries.period import vietnamese_date

VIETNAM = timezone(timedelta(hours=7))
"""The whole country, all year round."""


def moment(at: str, lang: str = "vi") -> str:
    """An ISO instant as a clock in Vietnam shows it: "15:04, 21/11/2026". What is none stays as it is: judgements come
    from files, too."""
    here = _here(at)
    if here is None:
        return at
    day, clock = here.date().isoformat(), f"{here:%H:%M}"
    return f"{day} {clock}" if lang == "en" else f"{clock}, {vietnamese_date(day)}"


def day_of(at: str) -> str:
    """The ISO day of an instant in Vietnam."""
    here = _here(at)
    return here.date().isoformat() if here else at[:10]


def _here(at: str) -> datetime | None:
    try:
        told = datetime.fromisoformat(at)
        return (told if told.tzinfo else told.replace(tzinfo=UTC)).astimezone(VIETNAM)
    except (ValueError, OverflowError):
        return None
