"""Words written twice, misspelt, or changed by find-and-replace; capitals of proper names."""

import re
from collections.abc import Iterator
from functools import cache
from operator import eq

from ingest.fold import fold
from queries.findings.corpus import Corpus
from queries.findings.finding import Slip
from queries.findings.read import Read
from queries.findings.rule import rule, table
from queries.findings.speak import both, say

_APART = re.compile(r"[^\w-]+")
_TWICE = re.compile(r"(?<![\w-])([^\W\d_]{2,}) +\1(?![\w-])")


@cache
def _reduplications() -> frozenset[str]:
    return frozenset(row["word"] for row in table("reduplications"))


@cache
def known_slips() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    return tuple((re.compile(rf"(?<!\w){row['wrong']}(?!\w)"), row) for row in table("misspellings"))


@cache
def _plain_part(pattern: str) -> str:
    """The longest run of letters and spaces that every match of the pattern holds."""
    outside = re.sub(r"\((?:[^()]|\([^()]*\))*\)", "|", pattern)
    return max(re.split(r"[^\w ]", outside), key=len)


@cache
def _names() -> tuple[str, ...]:
    return tuple(row["name"] for row in table("names"))


def _near_names(text: str) -> Iterator[tuple[int, str, str]]:
    """Names that begin with a capital, whatever the case of their other letters: offset, as written, right."""
    lowered = text.lower()
    if len(lowered) != len(text):
        return
    for name in _names():
        small, at = name.lower(), -1
        while (at := lowered.find(small, at + 1)) >= 0:
            end = at + len(name)
            written = text[at:end]
            whole = not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum()
            if written != name and written[0] == name[0] and whole and not written[1:].isupper():
                yield at, written, name


@rule("duplicated-word")
def duplicated_word(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A word written twice in a row, but for reduplications of the language ("dần dần", "luôn luôn"). Words that a
    line feed parts are often the ends of two cells or headings and are left alone."""
    words = _APART.split(read.view.text)
    if not any(map(eq, words, words[1:])):  # a search for such pairs costs ten times as much
        return
    for found in _TWICE.finditer(read.view.text):
        word = found[1]
        if word.lower() in _reduplications() or word.isupper() or word[0].isupper() or "  " in found[0]:
            continue
        start, end = read.view.span(*found.span())
        if "\n" in read.text[start:end]:
            continue
        around = read.view.text[max(0, found.start() - 30) : found.end() + 30]
        yield Slip(
            start,
            end,
            say(f"Từ “{word}” viết hai lần liền nhau.", f"The word “{word}” is written twice in a row."),
            both(" ".join(around.replace(found[0], word).split("\n")[0].split()[1:-1]) or word),
            key=found[0],
        )


@rule("misspelling")
def misspelling(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """Spellings of the table of known slips: of typing and scanning, and words that find-and-replace changed inside a
    fixed phrase ("xã" made "phường" when communes became wards)."""
    for pattern, row in known_slips():
        if _plain_part(row["wrong"]) not in read.text:  # a search for plain words costs a tenth
            continue
        for found in pattern.finditer(read.text):
            yield Slip(
                found.start(),
                found.end(),
                say(
                    f"“{found[0]}” có lẽ là “{found.expand(row['right'])}”"
                    + (f" ({row['note_vi']})." if row["note_vi"] else "."),
                    f"“{found[0]}” is probably “{found.expand(row['right'])}”"
                    + (f" ({row['note_en']})." if row["note_en"] else "."),
                ),
                both(found.expand(row["right"])),
                key=(row["wrong"], fold(found[0])),
            )


@rule("misspelling")
def archive_code(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """The drafting unit after "Lưu: VT," that is but for one letter the initials of a body of the document."""
    found = re.search(r"Lưu:?\s*VT\s*,\s*(?P<code>[A-ZĐ]{3,8})\b", read.text)
    if found is None:
        return
    initials: dict[str, str] = {}
    for work in read.works:
        for body in (*work.lead, *work.coop):
            words = re.findall(r"[^\W\d_]+", re.sub(r"^(?:Phòng|Văn phòng|Ban|Trung tâm)\s+", "", body))
            for n in range(2, 7):
                initials.setdefault("".join(w[0] for w in words[:n]).upper(), body)
    code = found["code"]
    if code in initials or f"P{code}" in initials:
        return
    close = [
        i
        for i in initials
        if len(i) == len(code) and sum(a != b for a, b in zip(i, code, strict=True)) == 1 and i[0] == code[0]
    ]
    if len(close) == 1 and len(code) >= 4:
        yield Slip(
            found.start("code"),
            found.end("code"),
            say(
                f"“{code}” ở nơi nhận có lẽ là “{close[0]}” ({initials[close[0]]}).",
                f"“{code}” in the list of recipients is probably “{close[0]}” ({initials[close[0]]}).",
            ),
            both(f"Lưu: VT, {close[0]}."),
            key=code,
        )


@rule("capitalisation")
def capitalisation(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """Names of bodies with small letters where the decree demands capitals (Nghị định 30/2020/NĐ-CP, Phụ lục II)."""
    for at, written, name in _near_names(read.text):
        yield Slip(
            at,
            at + len(written),
            say(f"“{written}” viết hoa là “{name}”.", f"“{written}” is capitalised “{name}”."),
            both(name),
            key=written,
        )


@rule("capitalisation")
def law_capital(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """The first letter of a law's name is a capital: Luật Đất đai."""
    for c in read.citations:
        if c.form != "named" or c.type not in ("Luật", "Bộ luật", "Pháp lệnh") or c.known is None:
            continue
        words = c.code.split()
        at = len((c.type or "").split())
        # "Luật sửa đổi, bổ sung một số điều của Luật …" is written so.
        if len(words) <= at or not words[at][0].islower() or words[0].isupper() or words[at] == "sửa":
            continue
        right = " ".join([*words[:at], words[at][0].upper() + words[at][1:], *words[at + 1 :]])
        yield Slip(
            c.start,
            c.end,
            say(f"“{c.code}”: tên luật viết hoa “{right}”.", f"“{c.code}”: the law's name is capitalised “{right}”."),
            both(right),
            c.known.id,
            key=c.known.id,
        )


@rule("abbreviated-law-name")
def abbreviated_law_name(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A law's name with an abbreviation in it (HĐND, UBND, MTTQ …): laws are cited by their full name."""
    for c in read.citations:
        if c.form != "named" or c.type not in ("Luật", "Bộ luật", "Pháp lệnh"):
            continue
        short = re.search(r"(?<![\w/])[A-ZĐ]{2,}(?![\w/])", c.code)
        if short is None or c.code.isupper():
            continue
        right = c.known.title if c.known and c.known.title and not re.search(r"\b[A-ZĐ]{3,}\b", c.known.title) else None
        yield Slip(
            c.start,
            c.end,
            say(
                f"Tên luật viết tắt “{short[0]}”: “{c.code}”.",
                f"The law's name has the abbreviation “{short[0]}”: “{c.code}”.",
            ),
            both(right),
            c.known.id if c.known else None,
            corpus.evidence(o for o in corpus.elsewhere(c.known.id) if o.document_id != read.id) if c.known else (),
            key=c.code,
        )
