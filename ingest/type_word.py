"""The word for the type of a document, as the heading writes it: "KẾ HOẠCH", letter-spaced, or badly recognised."""

import re
from functools import cache

from ingest.fold import fold
from ingest.table import read_table

_OTHER_TYPE = re.compile(
    r"(?!PHỤ LỤC|KÍNH GỬI|BIỂU |CHƯƠNG |PHẦN |MẪU |TỈNH |THÀNH PHỐ |PHƯỜNG |XÃ |ĐẶC KHU |HUYỆN |QUẬN |VÀ )"
    r"[^\W\d_]{2,}(?: [^\W\d_]{2,}){1,3}"
)
"""A type that no table has ("KIẾN NGHỊ", "ĐỀ CƯƠNG"): a few words alone under number and date."""


@cache
def types() -> tuple[tuple[str, str], ...]:
    """Types in capitals, longest first, with their usual writing."""
    names = {row["type"] for row in read_table("types")}
    return tuple(sorted(((n.upper(), n) for n in names), key=lambda n: -len(n[0])))


@cache
def _letters() -> dict[str, str]:
    """Types by their letters alone, without marks."""
    return {fold(usual).replace(" ", ""): usual for _, usual in types()}


def respelt(words: str) -> str | None:
    """The type that letter-spaced or badly recognised words are: "K Ế  H O Ạ C H", "QUYÉT ĐỊNH"."""
    return _letters().get(fold(words).replace(" ", ""))


@cache
def type_of_code(code: str, system: str) -> str | None:
    """The first type of a code in a system (state or party): Kế hoạch for KH."""
    return next((r["type"] for r in read_table("types") if r["code"] == code and r["system"] == system), None)


def is_other_type(words: str) -> bool:
    """Whether words alone under number and date are a type that no table has."""
    return _OTHER_TYPE.fullmatch(words) is not None
