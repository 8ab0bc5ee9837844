"""How an instrument is cited in full, the first time a document names it."""

from typing import Protocol

from graph.instrument import display_code
from queries.period import Period, day


class Citable(Protocol):
    """What a citation is made of."""

    @property
    def type(self) -> str | None: ...
    @property
    def number(self) -> str | None: ...
    @property
    def year_in_number(self) -> str | None: ...
    @property
    def symbol(self) -> str | None: ...
    @property
    def date(self) -> str | None: ...
    @property
    def issuer(self) -> str | None: ...
    @property
    def title(self) -> str | None: ...
    @property
    def system(self) -> str: ...


_ABOUT = ("về ", "ban hành", "quy định", "sửa đổi")
LAWS = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")


def cite(it: Citable) -> str:
    """The citation, as far as its parts are known.

    State (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II, khoản 6): type, number and symbol, date, issuer, subject;
    of a law or ordinance its name and date alone. Party: the same with a comma before the date.
    """
    issued = Period.of(it.date)
    dated = f"ngày {day(issued.start)}" if issued.whole and issued.start else ""
    if it.type in LAWS:
        return " ".join(p for p in (_law_name(it), dated) if p)
    words = [it.type or "Văn bản"]
    if it.number and it.symbol:
        words += ["số", code(it)]
    if dated:
        if it.system == "party":
            words[-1] += ","
        words.append(dated)
    if it.issuer:
        words += ["của", it.issuer]
    if it.title:
        words.append(it.title if it.title.lower().startswith(_ABOUT) else f"về {it.title}")
    return " ".join(words)


def code(it: Citable) -> str:
    """Number and symbol: "23/QĐ-UBND", "12/2026/NĐ-CP", "07-NQ/TU"."""
    return display_code(it.number, it.year_in_number, it.symbol) or ""


def _law_name(it: Citable) -> str:
    title = it.title or ""
    if not title:
        return f"{it.type} số {code(it)}" if it.number and it.symbol else it.type or ""
    return title if title.startswith(it.type or "") else f"{it.type} {title}"
