"""A folder of made-up plans as files, .txt and .docx, of wards of several provinces, with slips as real ones have.

The same numbers and seed give the same bytes.
"""

import io
import random
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from xml.sax.saxutils import escape

from ingest.fold import fold
from ingest.unit import province_of, units_of
from tests.corpus import Act, Plan, acts, write

PROVINCES = ("31", "01", "38", "48", "92", "22")
DOCX = 5
"""Every so manieth file is a Word document."""
_GROUNDS_AND_TASKS, _CITED = 20, 29
"""How many instruments are drawn for the first two (a plan cites 14 of them there), and with those of its bullets."""
_SLIP = 0.04
_SHORT = 0.15
"""Share of citations that leave date, issuer and title out."""
_GENERIC = 0.3
"""Share of plans that name an instrument by its words alone."""
_LAWS = (
    "Luật Đất đai năm 2024", "Luật Tổ chức chính quyền địa phương năm 2025", "Luật Phòng cháy, chữa cháy năm 2024",
    "Luật Thực hiện dân chủ ở cơ sở năm 2022", "Bộ luật Lao động năm 2019", "Luật Nhà ở",
)  # fmt: skip
_BODY = "word/document.xml"
_PLACE = "thành phố Hải Phòng"
_COMMITTEE = "Thành ủy Hải Phòng"


class _Silent:
    """A citation without what follows its code."""

    def __init__(self, act: Act) -> None:
        self.type, self.code, self.cited = act.type, act.code, ""


def known_in(province: str, made: list[Act]) -> list[Act]:
    """The instruments as a ward of the province knows them: the provincial ones are its own province's."""
    it = province_of(province)
    assert it is not None
    committee = f"{'Thành' if it.type == 'thành phố' else 'Tỉnh'} ủy {it.name}"
    return [
        replace(a, issuer=a.issuer.replace(_PLACE, f"{it.type} {it.name}").replace(_COMMITTEE, committee)) for a in made
    ]


def slipped(act: Act, chance: random.Random) -> Act:
    """With one thing wrong: a digit of the date, the marks of the symbol, the end of the title, a word of it."""
    kind = chance.randrange(4)
    if kind == 0:
        return replace(act, day=f"{act.day[:9]}{(int(act.day[9]) + chance.randint(1, 7)) % 8 + 1}")
    if kind == 1:
        return replace(act, symbol=act.symbol.replace("Đ", "D"))
    words = act.title.split()
    if kind == 2:
        return replace(act, title=" ".join(words[: max(3, len(words) - 2)]))
    return replace(act, title=" ".join([*words[:2], "các", *words[2:]]))


def texts(count: int, seed: int = 1) -> Iterator[Plan]:
    """Plans with about 25 citations each; the first instruments are cited most, by wards of all provinces."""
    chance = random.Random(seed)
    made = acts(max(60, min(5000, count // 4)), seed)
    here = {p: known_in(p, made) for p in PROVINCES}
    ranks = list(accumulate(1 / (k + 5) for k in range(len(made))))
    units = [(p, u) for p in PROVINCES for u in units_of(p)]
    for number in range(1, count + 1):
        province, unit = units[chance.randrange(len(units))]
        day = (date(2025, 7, 7) + timedelta(days=chance.randrange(480))).isoformat()
        known = here[province]
        older = [k for k in chance.choices(range(len(made)), cum_weights=ranks, k=60) if known[k].day <= day][:_CITED]
        cited = [slipped(known[k], chance) if chance.random() < _SLIP else known[k] for k in older]
        said = [_Silent(a) if k > 8 and chance.random() < _SHORT else a for k, a in enumerate(cited)]
        plan = Plan(
            f"{number:05}-{fold(unit.name).replace(' ', '-')}",
            unit.code,
            f"{unit.type} {unit.name}",
            f"{chance.randrange(1, 400):02}",
            day,
            f"Thực hiện {chance.choice(made).title} trên địa bàn {unit.type} {unit.name}",
        )
        first = said[:_GROUNDS_AND_TASKS]
        write(plan, first, list(range(len(first))), chance)  # type: ignore[arg-type]
        bullets = [f"- Tiếp tục thực hiện {a.type} số {a.code}{a.cited}.\n" for a in said[_GROUNDS_AND_TASKS:]]
        plan.text = plan.text.replace("\nTrên đây", f"{''.join(bullets)}\nTrên đây", 1)
        grounds = f"Căn cứ {chance.choice(_LAWS)};\n"
        if chance.random() < _GENERIC:
            vague = chance.choice(known)
            grounds += f"Thực hiện {vague.type} của {vague.issuer} về {vague.title};\n"
        plan.text = plan.text.replace("\nỦy ban", f"{grounds}\nỦy ban", 1)
        yield plan


def files(folder: Path, count: int, seed: int = 1) -> None:
    """Writes them, a hundred to a folder."""
    shell = _shell()
    for k, plan in enumerate(texts(count, seed)):
        below = folder / f"{k // 100:03}"
        if k % 100 == 0:
            below.mkdir(parents=True, exist_ok=True)
        if k % DOCX == DOCX - 1:
            (below / f"{plan.name}.docx").write_bytes(_word(plan.text, shell))
        else:
            (below / f"{plan.name}.txt").write_text(plan.text, encoding="utf-8")


def _shell() -> dict[str, bytes]:
    import docx

    empty = io.BytesIO()
    docx.Document().save(empty)
    with zipfile.ZipFile(empty) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _word(text: str, shell: dict[str, bytes]) -> bytes:
    """A Word document with a paragraph for every line."""
    lines = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(t)}</w:t></w:r></w:p>' for t in text.split("\n"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in shell.items():
            whole = data.replace(b"<w:body>", b"<w:body>" + lines.encode(), 1) if name == _BODY else data
            archive.writestr(zipfile.ZipInfo(name), whole, zipfile.ZIP_DEFLATED)
    return out.getvalue()
