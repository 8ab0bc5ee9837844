"""Who implements an instrument, from stores filled by hand."""

from dataclasses import asdict

import pytest

from ingest.unit import units_of
from queries.who import who
from tests.by_hand import ByHand

UNITS = units_of("31")[:4]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    hand = ByHand(tmp_path_factory.mktemp("who") / "a.db")
    hand.instrument("luat-8", "Luật 08/2024/QH15", symbol="QH15", date="2024-05-05")
    hand.instrument("nd-9", "Nghị định 09/2025/NĐ-CP", symbol="NĐ-CP", date="2025-05-05")
    hand.instrument("kh-60", "Kế hoạch 60/KH-UBND", symbol="KH-UBND", date="2026-04-01", level="province")
    hand.instrument(
        "kh-7", "Kế hoạch 07/KH-UBND", symbol="KH-UBND", date="2026-04-02", level="commune", mention_count=0
    )
    hand.relate("nd-9", "details", "luat-8")
    hand.relate("kh-60", "implements", "nd-9")
    hand.relate("kh-60", "amends", "luat-8")
    first = (
        "KẾ HOẠCH\n\nCăn cứ Nghị định số 09/2025/NĐ-CP\n\nngày 05/5/2025;\n"
        "1. Phổ biến Luật 08. 2. Lập sổ theo Nghị định số 9 của Chính phủ, trước ngày 30/6/2026.\n"
    )
    hand.document("a", first, unit_code=UNITS[0].code, date="2026-04-02", title="lập sổ")
    hand.is_instrument("a", "kh-7")
    task = hand.task(
        "a",
        "Lập sổ theo Nghị định số 9 của Chính phủ, trước ngày 30/6/2026.",
        lead=("Công an", "Văn phòng"),
        coop=("Các thôn",),
        deadline_text="trước ngày 30/6/2026",
        deadline_end="2026-06-29",
    )
    hand.cite("a", "Nghị định số 09/2025/NĐ-CP", "nd-9", "based_on")
    hand.cite("a", "Nghị định số 9", "nd-9", "cites", task)
    hand.cite("a", "Luật 08", "luat-8", "disseminates")
    hand.cite("a", "KẾ HOẠCH", "kh-7", "annex_of")
    hand.document("b", "Thực hiện Kế hoạch 60/KH-UBND của tỉnh.", unit_code=UNITS[1].code, date="2026-05-02")
    hand.cite("b", "Kế hoạch 60/KH-UBND", "kh-60", "implements")
    hand.document("c", "Tổng hợp theo Luật số 08/2024/QH15.", issuer="Sở Nội vụ", level="department")
    hand.cite("c", "Luật số 08/2024/QH15", "luat-8", "cites")
    with hand.store as opened:
        yield opened


def test_a_basis_and_a_task_are_told_with_quotes_and_bodies(store):
    answer = who(store, "nghị định 9/2025")
    assert answer.instrument is not None
    first = answer.implementers[0]
    assert (first.document.id, first.relation, first.relations, first.via) == (
        "a",
        "based_on",
        ("based_on", "cites"),
        (),
    )
    assert first.unit is not None
    assert first.unit.code == UNITS[0].code
    (task,) = first.tasks
    assert (task.label, task.lead, task.coop) == ("II.1", ("Công an", "Văn phòng"), ("Các thôn",))
    assert (task.deadline, task.deadline_end) == ("trước ngày 30/6/2026", "2026-06-29")


def test_a_quote_is_the_text_at_its_place(store):
    for implementer in who(store, "nghị định 9/2025").implementers:
        for quote in implementer.evidence:
            with store.read() as connection:
                text = connection.exec_driver_sql(
                    "SELECT text FROM documents WHERE id = ?", (quote.document,)
                ).scalar_one()
            assert text[quote.start : quote.end] == quote.quote
            assert quote.start <= quote.at < quote.to <= quote.end
            assert text[: quote.at].count("\n") + 1 == quote.line


def test_chains_are_followed_to_the_end_and_named(store):
    answer = who(store, "luật 8/2024")
    assert [(i.document.id, i.via) for i in answer.implementers] == [("a", ("nd-9",)), ("b", ("kh-60", "nd-9"))]
    assert answer.implementers[1].via_labels == ("Kế hoạch 60/KH-UBND", "Nghị định 09/2025/NĐ-CP")
    assert [i.document.id for i in answer.mentioned_by] == ["c"]
    assert answer.mentioned_by[0].unit is None


def test_a_document_does_not_implement_itself(store):
    answer = who(store, "kh-7")
    assert answer.instrument is not None
    assert answer.implementers == answer.mentioned_by == ()


def test_the_keys_of_the_contract(store):
    answer = asdict(who(store, "nghị định 9/2025"))
    assert answer.keys() >= {"query", "instrument", "candidates", "implementers"}
    assert answer["instrument"].keys() >= {"id", "label"}
    one = answer["implementers"][0]
    assert one.keys() >= {"document", "unit", "relation", "via", "evidence", "tasks"}
    assert one["document"].keys() >= {"id", "title", "number", "symbol", "date", "issuer"}
    assert one["unit"].keys() == {"code", "name", "type"}
    assert one["evidence"][0].keys() >= {"start", "end", "quote"}
    assert one["tasks"][0].keys() >= {"label", "text", "lead", "coop", "deadline", "start", "end"}
    unclear = asdict(who(store, "kế hoạch"))
    assert unclear["instrument"] is None
    assert unclear["candidates"][0].keys() >= {"id", "label", "score"}


def test_what_is_done_with_a_cited_act_is_not_done_with_what_it_details(tmp_path):
    hand = ByHand(tmp_path / "a.db")
    hand.instrument("luat-8", "Luật 08/2024/QH15", symbol="QH15")
    hand.instrument("nd-9", "Nghị định 09/2025/NĐ-CP", symbol="NĐ-CP")
    hand.document("a", "Tuyên truyền Nghị định 9 quy định chi tiết Luật 8.", unit_code=UNITS[0].code)
    hand.document("b", "Căn cứ Nghị định 9 quy định chi tiết Luật 8.", unit_code=UNITS[1].code)
    for key, relation in (("a", "disseminates"), ("b", "based_on")):
        source = hand.cite(key, "Nghị định 9", "nd-9", relation)
        hand.state(source, "details", hand.cite(key, "Luật 8", "luat-8", "details"))
    with hand.store as store:
        answer = who(store, "luat-8")
    assert [(i.document.id, i.relation) for i in answer.implementers] == [("b", "based_on")]
    assert [(i.document.id, i.relation) for i in answer.mentioned_by] == [("a", "disseminates")]


def test_a_page_is_cut_out_of_the_same_order(store):
    whole = who(store, "luật 8/2024")
    page = who(store, "luật 8/2024", limit=1, offset=1)
    assert (page.total, page.mentioned_total) == (whole.total, whole.mentioned_total) == (2, 1)
    assert page.implementers == whole.implementers[1:]
    assert page.mentioned_by == ()
