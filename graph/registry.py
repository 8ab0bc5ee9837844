"""The registry of known instruments: a table that people keep, one row an instrument, each with its source."""

import csv
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from graph.claim import Claim, block_of, make_claim
from graph.instrument import display_code
from graph.issuer import IssuerContext
from graph.resolve_core import Row
from graph.resolve_value import Voice
from ingest.reason import reason

COLUMNS = (
    "type",
    "number",
    "year",
    "symbol",
    "date",
    "issuer",
    "title",
    "alias",
    "status",
    "status_note",
    "relations",
    "source",
)
_STATUS = ("in_force", "amended", "replaced", "repealed", "unknown")
VERBS = ("amends", "replaces", "repeals", "implements", "details")


class RegistryError(Exception):
    """The registry cannot be read; the message is one sentence that names the file and the line."""


class Entry(NamedTuple):
    """One row. `relations` are (verb, code of another row)."""

    place: int
    """Which row it is."""
    type: str
    number: str
    year: str
    symbol: str
    date: str
    issuer: str
    title: str
    aliases: tuple[str, ...]
    status: str
    status_note: str
    relations: tuple[tuple[str, str], ...]
    source: str

    @property
    def code(self) -> str:
        """Number, year and symbol as cited: 31/2024/QH15, 99-QĐ/TW."""
        return display_code(self.number, self.year, self.symbol) or ""

    @property
    def independent(self) -> bool:
        """Whether anything but citations stands behind it. What is only cited adds nothing to the citations
        themselves."""
        return not self.source.startswith("cited")


class Registry(NamedTuple):
    entries: tuple[Entry, ...] = ()
    digest: str = ""

    def rows(self, context: IssuerContext) -> dict[str, list[Row]]:
        """What the registry says, by block."""
        found: dict[str, list[Row]] = {}
        for entry in (e for e in self.entries if e.independent):
            for block, row in _rows(entry, context):
                found.setdefault(block, []).append(row)
        return found


def default_registry() -> Path:
    """The registry that comes with the program: beside the code in a checkout, inside the package where it is
    installed."""
    beside = Path(__file__).parent.parent / "data" / "registry"
    return beside if beside.is_dir() else Path(str(resources.files("graph"))) / "registry"


def read_registry(path: Path | None) -> Registry:
    """Reads `instruments.csv` of a folder, or a file of that shape; None is the empty registry."""
    if path is None:
        return Registry()
    file = path / "instruments.csv" if path.is_dir() else path
    try:
        data = file.read_bytes()
        lines = data.decode("utf-8-sig").splitlines()
    except OSError as error:
        raise RegistryError(f"Không đọc được danh mục văn bản đã biết {file}: {reason(error)}.") from error
    except UnicodeDecodeError as error:
        raise RegistryError(f"Danh mục văn bản đã biết {file} không phải là UTF-8.") from error
    reader = csv.DictReader(lines)
    missing = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
    if missing:
        raise RegistryError(f"Danh mục văn bản đã biết {file} thiếu cột: {', '.join(missing)}.")
    entries = tuple(_entry(i, row, file) for i, row in enumerate(reader))
    return Registry(entries, sha256(data).hexdigest())


def _entry(index: int, row: dict[str, str], file: Path) -> Entry:
    text = {name: (row[name] or "").strip() for name in COLUMNS}
    if text["status"] not in _STATUS:
        raise RegistryError(
            f"{file}, dòng {index + 2}: tình trạng {text['status']!r} không có trong {', '.join(_STATUS)}."
        )
    relations = []
    for part in filter(None, (p.strip() for p in text["relations"].split(";"))):
        verb, _, code = part.partition(" ")
        if verb not in VERBS or not code:
            raise RegistryError(f"{file}, dòng {index + 2}: quan hệ {part!r} không có dạng “amends 12/2020/QH14”.")
        relations.append((verb, code.strip()))
    aliases = tuple(a.strip() for a in text["alias"].split(";") if a.strip())
    return Entry(
        index,
        **{
            k: text[k]
            for k in ("type", "number", "year", "symbol", "date", "issuer", "title", "status", "status_note", "source")
        },
        aliases=aliases,
        relations=tuple(relations),
    )


def _rows(entry: Entry, context: IssuerContext) -> list[tuple[str, Row]]:
    named = entry.type in ("Luật", "Bộ luật", "Hiến pháp", "Pháp lệnh")
    text = entry.title if named else f"{entry.type} số {entry.code}"
    day = entry.date if len(entry.date) == 10 else None
    claim: Claim = make_claim(
        "named" if named else "numbered",
        text,
        entry.type,
        entry.number or None,
        entry.year or None,
        entry.symbol or None,
        day,
        None if day else f"/{entry.date[5:7]}/{entry.date[:4]}" if len(entry.date) == 7 else None,
        entry.issuer or None,
        entry.title or None,
        context,
    )
    block = block_of("named" if named else "numbered", text, entry.type, entry.number, entry.year, entry.symbol)
    voice = Voice(claim, False, False, entry.type, entry.symbol, entry.title or None)
    return [(block, Row(None, "", entry.place, voice, None, entry.place))]
