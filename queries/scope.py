"""The commune-level units that an instrument binds."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, select

from graph.reason import Reason, because, listed
from graph.schema import documents, instrument_documents, instruments
from ingest.document import Level, Unit
from ingest.unit import Province, province_of, unit_of, units_of


@dataclass(frozen=True, slots=True)
class UnitName:
    code: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Scope:
    """The units bound, and why these."""

    units: tuple[Unit, ...]
    reason: Reason


@cache
def unit_name(code: str | None) -> UnitName | None:
    """The unit of a code; None without a code, or where the table of units does not know it."""
    unit = unit_of(code) if code else None
    return UnitName(unit.code, unit.name, unit.type) if unit else None


def scope_of(instrument: Any, provinces: tuple[str, ...]) -> Scope:
    """The scope of a row of instruments in a corpus that holds documents of these provinces (`provinces_of`).

    A commune's own binds that commune; a province's, all communes of the province; one of a province that ceased on 1
    July 2025, the communes made from it. A central one binds every commune of the country, of which those of the
    provinces that the corpus holds documents of are listed.
    """
    if instrument.unit_code and (unit := unit_of(instrument.unit_code)):
        return Scope((unit,), because("queries.scope-own", unit=_called(unit), kind=unit.type))
    province = province_of(instrument.province_code) if instrument.province_code else None
    if province and instrument.former_province:
        made = _units(province.code, instrument.former_province)
        former = instrument.former_province
        return Scope(made, because("queries.scope-former", former=former, n=len(made), province=_called(province)))
    if province and instrument.level not in (Level.CENTRAL, Level.MINISTRY):
        bound = _units(province.code)
        return Scope(bound, because("queries.scope-province", province=_called(province), n=len(bound)))
    here = tuple(p for p in map(province_of, provinces) if p)
    units = tuple(unit for p in here for unit in _units(p.code))
    if not here:
        return Scope((), because("queries.scope-nothing"))
    central = instrument.level in (Level.CENTRAL, Level.MINISTRY)
    key = "queries.scope-central" if central else "queries.scope-unknown"
    return Scope(units, because(key, n=len(units), provinces=listed(map(_called, here))))


def _called(place: Unit | Province) -> str:
    return f"{place.type} {place.name}"


def provinces_of(connection: Connection) -> tuple[str, ...]:
    """The codes of the provinces that the corpus holds documents of: of their units, else of their issuers."""
    codes = connection.execute(
        select(documents.c.unit_code).where(documents.c.unit_code.is_not(None)).distinct()
    ).scalars()
    found = {unit.province_code for unit in map(unit_of, codes) if unit}
    issued = connection.execute(
        select(instruments.c.province_code)
        .join(instrument_documents, instrument_documents.c.instrument_id == instruments.c.id)
        .where(instruments.c.province_code.is_not(None))
        .distinct()
    ).scalars()
    return tuple(sorted(found | set(issued)))


@cache
def _units(province: str, former: str | None = None) -> tuple[Unit, ...]:
    return units_of(province, former)
