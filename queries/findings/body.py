"""One body named in several ways inside a document."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache

from ingest.fold import fold
from queries.findings.corpus import Corpus
from queries.findings.finding import Slip
from queries.findings.read import Read
from queries.findings.rule import rule, table
from queries.findings.speak import both, lines, say

_SHORT = {"hdnd": "(?:hdnd|hoi dong nhan dan)", "ubnd": "(?:ubnd|uy ban nhan dan)", "mttq": "(?:mttq|mat tran to quoc)"}
_LONG = (("hoi dong nhan dan", "hdnd"), ("uy ban nhan dan", "ubnd"), ("mat tran to quoc", "mttq"))
_KINDS = ("phong", "van phong", "ban", "trung tam", "uy ban mttq", "cong an", "tram", "to")
_GENERAL = re.compile(
    r"^(?:cac|nhung|moi|tat ca|toan the|tung)\b|\b(?:lien quan|chuyen mon|thuoc|truc thuoc|co quan|don vi|khac)\b"
)
_PLACE = re.compile(r"\s+(?:phường|xã(?! hội)|thị trấn|thành phố|quận|huyện|đặc khu|tỉnh)\b.*$")


@rule("body-name-variant")
def body_name_variant(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A body of the document's tasks whose name is written in several ways: with and without comma, "&" and "và",
    dashes, capitals, old and new tone placement. The most frequent form is taken for right."""
    folded = _folded(read.text)
    if len(folded) != len(read.text):
        return
    for name in _names(read):
        pattern = _pattern(name)
        seen: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for found in _places(name, pattern, folded):
            raw = read.text[found.start() : found.end()]
            if raw.isupper() or "\n" in raw or "\t" in raw or "*" in raw:
                continue
            seen[_spelling(raw)].append(found.span())
        if len(seen) < 2:
            continue
        counts = Counter({k: len(v) for k, v in seen.items()})
        right = min(counts, key=lambda k: (-counts[k], "&" in k, k))
        variants = [k for k in counts if k != right]
        # Either way is one place each in a long list; the finding is that they differ.
        shown = "; ".join(f"“{k}” ({lines(read.line(s) for s, _ in seen[k]).vi})" for k in sorted(variants))
        for k in variants:
            for start, end in seen[k]:
                yield Slip(
                    start,
                    end,
                    say(
                        f"Một cơ quan viết nhiều cách: {shown}; {counts[right]} chỗ khác viết “{right}”.",
                        f"One body is written in several ways: {shown}; {counts[right]} other places have “{right}”.",
                    ),
                    both(right),
                    key=name,
                )


def _names(read: Read) -> list[str]:
    """Folded names of single bodies, place out, longest first."""
    found: set[str] = set()
    for work in read.works:
        found.update(name for body in (*work.lead, *work.coop) if (name := _single(body)))
    for c in read.citations:
        for piece in re.findall(r"Ban Xây dựng Đảng,? Đảng ủy", c.issuer or ""):
            found.add(" ".join(re.findall(r"[a-z0-9]+", fold(piece))))
    ordered = sorted(found, key=lambda w: (-len(w), w))
    return [w for k, w in enumerate(ordered) if not any(w != o and o.startswith(w + " ") for o in ordered[:k])]


@lru_cache(maxsize=65536)
def _single(body: str) -> str | None:
    """The folded name without its place, where it is that of one body."""
    words = " ".join(re.findall(r"[a-z0-9]+", fold(_PLACE.sub("", body).replace("&", " va "))))
    for long, short in _LONG:
        words = words.replace(long, short)
    told = 2 < len(words.split()) < 10 and words.startswith(_KINDS) and not _GENERAL.search(words)
    return words.replace(" va ", " ") if told else None


def _places(name: str, pattern: re.Pattern[str], folded: str) -> Iterator[re.Match[str]]:
    """All matches. A search for the first word, which is letters alone, costs a tenth of one for the pattern."""
    first = name.split(" ", 1)[0]
    if first in _SHORT:
        yield from pattern.finditer(folded)
        return
    at = folded.find(first)
    while at >= 0:
        found = pattern.match(folded, at)
        if found:
            yield found
        at = folded.find(first, found.end() if found else at + 1)


@lru_cache(maxsize=16384)
def _pattern(name: str) -> re.Pattern[str]:
    words = [_SHORT.get(w, re.escape(w)) for w in name.split()]
    return re.compile(r"(?<!\w)" + r"(?:[ ,&–-]|\bva\b){1,6}".join(words) + r"(?!\w)")


def _spelling(raw: str) -> str:
    """As written, but for what may vary: the first letter's case, spaces, full words for HĐND and UBND."""
    words = re.sub(r"Hội đồng nhân dân", "HĐND", " ".join(raw.split()))
    words = re.sub(r"[ỦU][ỷy] ban nhân dân|Uỷ ban nhân dân", "UBND", words)
    words = re.sub(r"Mặt trận Tổ quốc", "MTTQ", words)
    return words[:1].upper() + words[1:]


def _folded(text: str) -> str:
    """Letter for letter without marks and case; another length where a letter has no single form."""
    return text.translate(_LETTERS)


class _Letters(dict[int, str]):
    """Every letter folded the first time that it is seen."""

    def __missing__(self, code: int) -> str:
        self[code] = letter = _letter(chr(code))
        return letter


_LETTERS = _Letters()


def _letter(c: str) -> str:
    if c.isspace():
        return c if c in "\n\t" else " "
    folded = fold(c)
    return folded if len(folded) == 1 else c.lower() if len(c.lower()) == 1 else c


@rule("body-name-variant")
def no_such_body(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A body that a commune's Party committee does not have, in a document that names the one which it has: the name
    was taken over from the text of a higher level."""
    if read.row.level != "commune":
        return
    for row in table("commune_bodies"):
        own = row["right"].removesuffix(" Đảng ủy")
        if own not in read.text or row["wrong"] not in read.text:
            continue
        for found in re.finditer(rf"(?<!\w){re.escape(row['wrong'])}(?!\w)", read.text):
            yield Slip(
                found.start(),
                found.end(),
                say(
                    f"“{found[0]}” không có ở cấp xã ({row['source_vi']}); văn bản này nêu “{own}”.",
                    f"“{found[0]}” does not exist at this level ({row['source_en']}); this document names “{own}”.",
                ),
                both(row["right"]),
                key=row["wrong"],
            )
