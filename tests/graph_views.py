"""Views and stores made for the tests of the graph view."""

from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert

from graph.schema import (
    documents,
    instrument_documents,
    instrument_mentions,
    instrument_relations,
    instrument_values,
    instruments,
    mentions,
    quotes,
    task_bodies,
    task_mentions,
    tasks,
)
from graph.store import Store, open_store
from ingest.quote import clauses
from viz.i18n.words import word
from viz.view_node import Band, Edge, Fact, GraphView, Kind, Node, Passage, Rivals, RivalValue

HOSTILE = (
    '<script>window.hacked=1</script>"><img src=x onerror="window.hacked=2"> javascript:window.hacked=3 '
    "{{ 7*7 }} {% raw %} ${window.hacked=4} </script><svg onload=window.hacked=5> href=\u202etxt.exe\u2028 ]]> <!-- '"
)
LEVELS = ("central", "ministry", "province", "department", "commune", "task")
_LABELS = ("Nghị định {k}/2025/NĐ-CP", "Thông tư {k}/2025/TT-BNV", "Kế hoạch {k}/KH-UBND", "Công văn {k}/STC-QLNS")


def view_of(size: int, bands: int = 6) -> GraphView:
    """So many cards spread over the bands, each but those of the first related to one or two above it, one with rival
    values.
    """
    nodes: list[Node] = []
    edges: list[Edge] = []
    for k in range(size):
        level = k % bands
        kind = Kind.TASK if LEVELS[level] == "task" else Kind.INSTRUMENT if level < bands - 2 else Kind.DOCUMENT
        label = f"Tuyên truyền, phổ biến nội dung thứ {k}" if kind is Kind.TASK else _LABELS[level % 4].format(k=k)
        rivals = (RivalValue("2026-02-13", 1, 1, False, True, None), RivalValue("2025-12-11", 2, 2, True, False, None))
        nodes.append(
            Node(
                id=f"t:{k}" if kind is Kind.TASK else f"i:{k}",
                kind=kind,
                key="" if kind is Kind.TASK else str(k),
                band=LEVELS[level],
                label=label,
                sub="01/02/2026 · Ủy ban nhân dân",
                name=f"{label} về công tác dân vận",
                type=label.split(" ")[0] + " " + label.split(" ")[1],
                date=f"{2020 + k % 7}-02-01",
                facts=(
                    Fact("fact.issuer", "Ủy ban nhân dân thành phố Hải Phòng"),
                    Fact("fact.title", "về công tác dân vận"),
                ),
                rivals=(Rivals("date", rivals),) if k == 2 else (),
                passages=(Passage("Kế hoạch 1/KH-UBND", "kh-1", 12, 0, 10, f"thực hiện {label}"),),
                focus=k == 0,
                indirect=k % 5 == 4,
                weight=size - k,
            )
        )
        for jump in (1, 7):
            if level and k - jump >= 0:
                above = nodes[k - jump]
                if LEVELS.index(above.band) < level:
                    relation = "task" if kind is Kind.TASK else ("implements", "based_on", "amends", "details")[k % 4]
                    edges.append(Edge(nodes[k].id, above.id, relation, indirect=k % 5 == 4))
    shown = [Band(b, word("graph", "vi", f"band.{b}")) for b in LEVELS[: min(bands, size)]]
    return GraphView("Ai thực hiện Nghị định 0/2025/NĐ-CP?", "vi", tuple(nodes), tuple(edges), tuple(shown))


def random_view(random: Random) -> GraphView:
    """Bands of any size, relations between any two cards."""
    levels = LEVELS[: random.randint(1, len(LEVELS))]
    nodes = [
        Node(id=f"i:{level}{k}", kind=Kind.INSTRUMENT, key=f"{k}", band=level, label=f"Văn bản {k}", focus=not k)
        for level in levels
        for k in range(random.choice((1, 2, 5, 6, 7, 12, 13, 30)))
    ]
    ends = [(random.choice(nodes).id, random.choice(nodes).id) for _ in range(random.choice((3, 20, 80, 200)))]
    edges = {Edge(a, b, random.choice(("implements", "based_on"))) for a, b in [*ends, (nodes[0].id, nodes[-1].id)]}
    kept = tuple(sorted((e for e in edges if e.source != e.target), key=lambda e: (e.source, e.target, e.relation)))
    return GraphView("?", "vi", tuple(nodes), kept, tuple(Band(b, b) for b in levels))


def rows(names: str, *values: tuple[Any, ...], **same: Any) -> list[dict[str, Any]]:
    return [dict(zip(names.split(), row, strict=True)) | same for row in values]


def filled_store(path: Path, *, words: str = "") -> Store:
    """A law, a decree that details it, a plan of a city that implements the decree, a plan of a ward that
    implements the city's and has a task under the decree, and another ward's plan that rests on the city's. `words`
    stands in every text of a document.
    """
    w = words
    text = f"Thực hiện Kế hoạch số 70/KH-UBND của thành phố {w}\nTriển khai Nghị định số 12/2024/NĐ-CP {w}\n"
    at = text.index("Nghị định")
    made = {
        documents: rows(
            "id sha256 type number symbol issuer title unit_code",
            ("kh-9", "a", "Kế hoạch", "9", "KH-UBND", f"UBND phường {w}", f"công tác năm {w}", "11446"),
            ("kh-10", "b", "Kế hoạch", None, "KH-UBND", None, None, "11737"),
            path=f"/x/{w.replace('/', '')}.txt",
            reader="1",
            text=text,
            signer=f"Trần Văn A {w}",
            date="2026-03-05",
            date_precision="day",
            level="commune",
        ),
        instruments: rows(
            "id label type number symbol date issuer level",
            ("nd-12", f"Nghị định 12/2024/NĐ-CP{w}", "Nghị định", "12", "NĐ-CP", "2024-02-01", "Chính phủ", "central"),
            ("luat-1", "Luật Dân vận", "Luật", None, None, None, "Quốc hội", "central"),
            (
                "kh-70",
                "Kế hoạch 70/KH-UBND",
                "Kế hoạch",
                "70",
                "KH-UBND",
                "2025-05-06",
                f"UBND thành phố {w}",
                "province",
            ),
            ("kh-9-ward", "Kế hoạch 9/KH-UBND", "Kế hoạch", "9", "KH-UBND", "2026-03-05", "UBND phường", "commune"),
            title=f"về dân vận {w}",
            status="amended",
            system="state",
            folded="",
            registry=False,
            mention_count=2,
            document_count=1,
            block="b",
        ),
        instrument_documents: rows("document_id instrument_id", ("kh-9", "kh-9-ward")),
        mentions: rows(
            "id document_id ordinal start end relation task",
            (1, "kh-9", 0, 10, 30, "implements", None),
            (2, "kh-9", 1, at, at + 24, "cites", "I.1"),
            (3, "kh-10", 0, 10, 30, "based_on", None),
            form="numbered",
            block="b",
            type="Kế hoạch",
            text="…",
        ),
        instrument_mentions: rows(
            "mention_id instrument_id", (1, "kh-70"), (2, "nd-12"), (3, "kh-70"), confidence=1.0, score={}
        ),
        instrument_relations: rows(
            "source_id target_id relation",
            ("kh-70", "nd-12", "implements"),
            ("nd-12", "luat-1", "details"),
            ("kh-9-ward", "kh-70", "implements"),
        ),
        instrument_values: rows(
            "value mentions likely conflicting",
            ("2024-02-01", 2, True, False),
            ("2024-12-01", 1, False, True),
            instrument_id="nd-12",
            attribute="date",
            documents=1,
            reason=f"viện dẫn {w}",
        ),
        tasks: rows(
            "id ordinal label text",
            (1, 0, "I.1", f"Triển khai nghị định {w}"),
            (2, 1, "I.2", f"Báo cáo kết quả {w}"),
            document_id="kh-9",
            kind="task",
            start=0,
            end=9,
            deadline_text=f"Quý I/2026 {w}",
            product=f"Báo cáo {w}",
        ),
        task_mentions: rows("task_id mention_id", (1, 2)),
        task_bodies: rows(
            "task_id role name",
            (1, "lead", f"Phòng Kinh tế {w}"),
            (2, "coop", "Phòng Kinh tế"),
            ordinal=0,
            canonical="Phòng Kinh tế",
        ),
    }
    store = open_store(path, create=True)
    with store.write() as connection:
        for table, values in made.items():
            connection.execute(insert(table), values)
        said = {m["id"]: next(clauses(text, [(m["start"], m["end"])])) for m in made[mentions]}
        connection.execute(
            insert(quotes),
            [{"mention_id": key, "start": q.start, "line": q.line, "text": q.text} for key, q in said.items()],
        )
    return store
