"""The signature block: who signs, and for which body."""

import re
from functools import cache
from typing import NamedTuple

from ingest.letterhead import in_sentence_case, issuer_word
from ingest.table import read_table

_CELLS = re.compile(r"\t| {3,}")
_PREFIX = re.compile(r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ|T/UQ|TUN|Q)(?:\s*\.\s*|\s+)", re.IGNORECASE)
_PROXY = re.compile(r"(?:TL|T/L|TUQ|T/UQ|KT|K/T|Q)(?:\s*\.\s*|\s+)", re.IGNORECASE)
_TITLES = re.compile(
    r"(?:(?:PGS|GS|TSKH|TS|ThS|BS|CN|KS|BSCKI{1,2}|Đại tướng|(?:Thượng|Trung|Thiếu|Đại) (?:tướng|tá|úy))\b[.,\s-]*)+"
)
_RECEIVERS = ("Nơi nhận", "NƠI NHẬN")
_ITEM_END = re.compile(r"[;.,]\s+")
_OFFICES = frozenset(("Chủ tịch nước", "Thủ tướng Chính phủ"))
"""Bodies that are one person, who signs without more."""
_FIRST = 700
_AFTER = 2500


class Signature(NamedTuple):
    """One who signs. `body` is None where the block names only an office ("GIÁM ĐỐC")."""

    signer: str | None
    body: str | None


def is_name(text: str) -> bool:
    """Whether the words look like a person's name: two to six capitalised words and nothing else."""
    words = text.split()
    if not 2 <= len(words) <= 6 or not all(w[0].isupper() and w.replace("'", "").isalpha() for w in words):
        return False
    return all(w[1:].islower() for w in words if len(w) > 1) and issuer_word(text) is None


def _window(text: str, start: int) -> tuple[int, int]:
    """Where the signature stands: round the distribution list, which annexes may follow; else round the last "TM." or
    at the end.
    """
    end = len(text)
    found = text.find("\nNơi nhận", start)
    if found < 0:
        found = text.find("Nơi nhận:", start)
    if found < 0:
        found = text.find("NƠI NHẬN", start)
    if found >= 0:
        return max(start, found - _FIRST), min(end, found + _AFTER)
    for mark in ("TM. ", "T/M ", "KT. ", "K/T ", "TL. ", "TUQ. "):
        found = max(found, text.rfind(mark, max(start, end - 12000)))
    if found >= 0:
        return max(start, found - _FIRST), min(end, found + _AFTER // 2)
    return max(start, end - 900), end


def _beside(line: str, signing: bool) -> str | None:
    """What one space parts from a line of the distribution list, where the columns were run together: an office, or
    the name under it.
    """
    for end in _ITEM_END.finditer(line):
        rest = line[end.end() :]
        if (rest.isupper() and _signs([rest])) or (signing and is_name(rest)):
            return rest
    return None


def _split_name(cell: str) -> tuple[str, str | None]:
    """A cell that a joined line made of office and name: "CHỦ TỊCH Lê Văn An"."""
    if not cell[:3].isupper() or cell[1:2] in ("", " "):
        return cell, None
    words = cell.split()
    for i, word in enumerate(words):
        if not (word.isupper() or not any(c.isalpha() for c in word)):
            name = " ".join(words[i:])
            return (" ".join(words[:i]), name) if i and is_name(name) else (cell, None)
    return cell, None


def read_signatures(text: str, start: int) -> list[Signature]:
    """The signature blocks of a text whose body begins at `start`, in their order; two where two bodies sign.

    A block is a run of lines in capitals that names an office or begins with "TM.", "T/M", "KT." …, then the name.
    Blocks side by side (cells) are read as columns. A draft's block without a name gives a signature without
    signer.
    """
    begin, end = _window(text, start)
    blocks: list[list[str]] = []
    out: list[Signature] = []
    signing: list[list[str]] = []
    for line in text[begin:end].split("\n"):
        bare = line.strip()
        if not bare:
            continue
        if "\t" in bare or "   " in bare:
            cells = [c for raw in _CELLS.split(bare) if (c := " ".join(raw.split()))]
        elif bare[0] in "-+":
            beside = _beside(bare, bool(signing))
            if beside is None:
                continue
            cells = [beside]
        elif len(bare) > 90:
            blocks = blocks if signing else []
            continue
        else:
            if bare.startswith(_RECEIVERS):
                bare = bare.partition(":")[2]  # one space may part the office from it, where columns were run together
            cells = [" ".join(bare.split())]
            if not cells[0]:
                continue
        if cells[0].upper().startswith(("PHỤ LỤC", "BIỂU ", "DANH SÁCH", "MẪU SỐ")):
            break
        named = [_split_name(c) for c in cells]
        upper = [c for c, _ in named if 2 < len(c) < 90 and c.isupper() and not (signing and _surname(c))]
        if upper:
            blocks += [[] for _ in range(len(upper) - len(blocks))]
            for block, cell in zip(blocks, upper, strict=False):
                block.append(cell)
            signing = [b for b in blocks if _signs(b)]
        if not signing:
            continue
        names = [n for _, n in named if n] or [
            b for c in cells if c not in upper and (is_name(b := _TITLES.sub("", c).strip()) or _surname(b))
        ]
        if names:
            out += [Signature(name, _body(block)) for name, block in zip(names, signing, strict=False)]
            if len(names) >= len(signing):
                blocks, signing = [], []
    if not out:
        out = [Signature(None, _body(b)) for b in signing]
    return out


@cache
def _surnames() -> frozenset[str]:
    return frozenset(name for row in read_table("surnames") for name in row["surnames"].split())


def _surname(text: str) -> bool:
    """Whether capitals under an office are the name of who holds it."""
    words = text.split()
    return 2 <= len(words) <= 5 and words[0] in _surnames() and issuer_word(text) is None


def _signs(block: list[str]) -> bool:
    return any(
        _PREFIX.match(line) or ((w := issuer_word(line)) and (w.kind == "role" or w.name in _OFFICES)) for line in block
    )


def _body(block: list[str]) -> str | None:
    """The body that the block speaks for, in sentence case."""
    lines: list[str] = []
    for line in block:
        proxy = _PROXY.match(line)
        rest = line[m.end() :] if (m := _PREFIX.match(line)) else line
        word = issuer_word(rest)
        if (word and word.kind == "role") or (proxy and not (word and word.kind == "body")):
            break
        if word or lines:
            lines.append(rest)
    return in_sentence_case(" ".join(lines)) if lines else None
