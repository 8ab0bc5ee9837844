"""The ways between the pages: what a search leads to, what counts and marks lead to, in what order lists stand."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from tests.web import TestClient, client_of, five_store, generous


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with client_of(five_store(tmp_path_factory.mktemp("ways") / "five.db"), limits=generous()) as made:
        yield made


def test_every_graph_leads_back_to_the_pages_and_the_corpus(client: TestClient) -> None:
    whole = client.get("/graph").text
    assert 'href="/"' in whole
    assert 'href="/graph"' not in whole
    for path in ("/graph?i=ct-33-ttg-2021", "/graph?w=11446", "/graph?b=Phòng Văn hóa - Xã hội"):
        shown = client.get(path).text
        assert '<a href="/">' in shown
        assert '<a href="/graph">' in shown
    assert '<a href="/graph">' in client.get("/").text


def test_documents_chosen_in_the_list_have_one_graph(client: TestClient) -> None:
    listed = client.get("/documents").text
    keys = re.findall(r'<input type="checkbox" name="g" value="([^"]+)"', listed)
    assert len(keys) == 5
    shown = client.get("/graph", params={"g": keys[:2]})
    assert "2 văn bản này cùng dựa trên những văn bản nào?" in shown.text
    assert client.get("/graph", params={"g": [keys[0], "khong-co"]}).status_code == 404
    assert client.get("/graph", params={"g": keys[:1] * 101}).status_code == 422


@pytest.mark.parametrize(
    ("typed", "first", "among"),
    [
        ("phu lien", "/w/11446", ""),
        ("Phường Phù Liễn", "/w/11446", ""),
        ("phu li", "/w/11446", ""),
        ("van hoa", "", "/b?name=Ph%C3%B2ng+V%C4%83n+h%C3%B3a"),
        ("chi thi 33", "/i/ct-33-ttg-2021", ""),
    ],
)
def test_units_and_bodies_are_suggested_beside_instruments(
    client: TestClient, typed: str, first: str, among: str
) -> None:
    found = re.findall('data-href="([^"]+)"', client.get("/suggest", params={"q": typed}).text)
    assert found[0].startswith(first)
    assert any(address.startswith(among) for address in found)


@pytest.mark.parametrize("typed", ["phường", "x", "ha noi", "khong co gi"])
def test_a_word_that_names_no_unit_suggests_none(client: TestClient, typed: str) -> None:
    assert 'data-href="/w/' not in client.get("/suggest", params={"q": typed}).text


def test_a_search_goes_to_the_unit_or_body_that_is_meant_and_says_what_else_helps(client: TestClient) -> None:
    assert client.get("/search?q=phong+kinh+te+ha+tang").headers["location"].startswith("/b?name=Ph%C3%B2ng+Kinh")
    assert client.get("/search?q=bach+long+vi").headers["location"] == "/w/11948"
    both = client.get("/search?q=phu+lien").text
    assert 'href="/w/11446"' in both
    assert 'href="/i/kh-90-ubnd' in both
    nothing = client.get("/search?q=zzzz").text
    assert 'href="/documents?q=zzzz"' in nothing


def test_the_counts_of_findings_are_ways_to_them(client: TestClient) -> None:
    def counts(path: str) -> dict[str, int]:
        found = re.findall(
            r'class="pill" href="[^"]*severity=(\w+)[^>]*>.*?<b>([\d.]+)</b>', client.get(path).text, re.S
        )
        return {severity: int(n) for severity, n in found}

    every = counts("/findings")
    assert every["error"] > 0
    assert counts("/findings?severity=error") == every
    assert "dòng" in client.get("/findings?severity=error").text
    key = re.findall(r'name="g" value="(ctr-ubnd-phu-lien[^"]+)"', client.get("/documents").text)[0]
    own = f"/findings?document={key}"
    assert own in client.get(f"/d/{key}").text
    assert 0 < sum(counts(own).values()) < sum(every.values())
    about = client.get("/findings?instrument=ct-28-ttg-2025").text
    assert 'href="/i/ct-28-ttg-2025" lang="vi">Chỉ thị 28/CT-TTg</a>' in about


def test_every_note_in_the_margin_has_its_place_in_the_text(client: TestClient) -> None:
    key = re.findall(r'name="g" value="(ctr-ubnd-phu-lien[^"]+)"', client.get("/documents").text)[0]
    page = client.get(f"/d/{key}").text
    notes = re.findall(r'data-of="(\d+)"><a class="pill" href="#f(\d+)"', page)
    assert len(notes) > 20
    assert all(a == b for a, b in notes)
    places = re.findall(r'data-f="([\d ]+)"', page)
    assert {a for a, _ in notes} <= {start for place in places for start in place.split()}
    names = re.findall(r'id="f(\d+)"', page)
    assert len(names) == len(set(names))
    assert {a for a, _ in notes} <= set(names)


@pytest.mark.parametrize(
    ("order", "column"), [("documents", 1), ("binding", 2), ("implemented", 3), ("open", 4), ("late", 5), ("share", -1)]
)
def test_the_scoreboard_is_in_the_order_asked_for(client: TestClient, order: str, column: int) -> None:
    page = client.get(f"/?sort={order}").text
    rows = re.findall(r"<tr>\s*<th scope=\"row\">(.*?)</tr>", page, re.S)
    cells = [re.findall(r'(?:<td class="num"[^>]*>|<span class="num">|</a></th>)([\d.,]*)', row) for row in rows]
    values = [int(row[column].replace(".", "")) for row in cells]
    assert len(values) == 5
    assert values == sorted(values, reverse=True)
    assert client.get("/?sort=x").status_code == 422


def test_units_are_listed_in_the_order_of_the_alphabet(client: TestClient) -> None:
    listed = re.findall(r'href="/w/\d+">\S+ (?:khu )?([^<]+)</a>[,.]', client.get("/").text)
    assert len(listed) > 100
    assert listed.index("Ái Quốc") < listed.index("An Biên") < listed.index("Đồ Sơn") < listed.index("Hải An")


def test_a_page_that_is_not_there_leads_on(client: TestClient) -> None:
    page = client.get("/w/00000")
    assert page.status_code == 404
    assert 'action="/search"' in page.text


def test_the_calendar_begins_with_this_month(client: TestClient) -> None:
    page = client.get("/w/11446").text
    shown = page[page.index('id="calendar"') :]
    ahead, _, past = shown.partition("<details>")
    days = [re.findall(r'<time datetime="([\d-]+)"', part) for part in (ahead, past)]
    today = date.today().isoformat()[:7]
    assert all(day[:7] >= today for day in days[0])
    assert all(day[:7] < today for day in days[1])
    assert days[1]


def test_a_body_s_tasks_say_whose_document_gives_them(client: TestClient) -> None:
    page = client.get("/b?name=Phòng Văn hóa - Xã hội").text
    assert "Chương trình hành động …/CTr-UBND, phường Phù Liễn, mục" in re.sub("<[^>]+>", "", page)


def test_what_binds_a_ward_leads_to_the_reason_of_its_status(client: TestClient) -> None:
    page = client.get("/w/10549").text
    places = re.findall(r'href="(/i/[^"]+/gaps)#(u-10549)"', page)
    assert len(places) > 20
    for address, place in places[:3]:
        assert f'id="{place}"' in client.get(address).text
