"""A document's own heading: number, symbol, date, type, title, issuer, signer, unit."""

from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """Levels of authority, from the top; the bands of a graph view."""

    CENTRAL = "central"
    MINISTRY = "ministry"
    PROVINCE = "province"
    DEPARTMENT = "department"
    DISTRICT = "district"
    """Until 30 June 2025."""
    COMMUNE = "commune"
    UNKNOWN = "unknown"


class Unit(NamedTuple):
    """A commune-level unit of the units table (Quyết định 19/2025/QĐ-TTg)."""

    code: str
    name: str
    type: str
    """phường, xã or đặc khu."""
    province_code: str
    province: str
    former_provinces: tuple[str, ...]


class Document(NamedTuple):
    """What a document says of itself. Values as written, white space folded; None where the document does not say."""

    type: str | None = None
    number: str | None = None
    symbol: str | None = None
    date: str | None = None
    """ISO: a day, or a month (2026-02) or a year (2026) where `date_precision` says so."""
    date_precision: str | None = None
    place: str | None = None
    issuer: str | None = None
    title: str | None = None
    signer: str | None = None
    unit: Unit | None = None
    level: Level = Level.UNKNOWN
    year_in_number: str | None = None
    """2026 of 14/2026/TT-BNV."""
    province_code: str | None = None
    """Of the unit, or of the province that the letterhead names, if only above "SỞ NỘI VỤ"."""
    self_start: int | None = None
    """Where the document's own number line stands, in view offsets; None where it has none."""
    self_end: int | None = None
    body_start: int = 0
    """View offset at which the heading ends and the text proper begins."""
