"""The JSON API: the command line's answers, parts of lists, conditional requests, problems, odd questions."""

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from graph.build import build
from graph.store import Store, open_store
from queries.documents import documents
from queries.findings import report
from queries.gaps import gaps
from queries.instruments import instruments
from queries.lookup import find, suggest
from queries.show import show
from queries.who import who
from tests.web import DOCUMENTS, TestClient, client_of, five_store, generous


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return five_store(tmp_path_factory.mktemp("api") / "five.db")


@pytest.fixture(scope="module")
def client(db: Path) -> Iterator[TestClient]:
    with client_of(db, limits=generous()) as made:
        yield made


@pytest.fixture(scope="module")
def store(client: TestClient) -> Store:
    """The application's own: a second one in this process would let go of the locks of the first (POSIX)."""
    opened: Store = client.app.state.desk.store  # type: ignore[attr-defined]
    return opened


def plain(value: Any) -> Any:
    return json.loads(json.dumps(asdict(value)))


QUERIES = ["Chỉ thị 33/CT-TTg", "chi thi 33", "82/NQ-HĐND", "luật dân chủ cơ sở", "khong co gi nhu vay", "1", "QĐ"]


@pytest.mark.parametrize("query", QUERIES)
def test_answers_are_those_of_the_command_line(client: TestClient, store: Store, query: str) -> None:
    for path, ask in (("who", who), ("gaps", gaps), ("show", show)):
        answer = client.get(f"/api/v1/{path}", params={"q": query}).json()
        answer.pop("page", None)
        assert answer == plain(ask(store, query)), path


def test_lists_are_those_of_the_command_line(client: TestClient, store: Store) -> None:
    assert client.get("/api/v1/documents").json()["documents"] == plain(documents(store))["documents"]
    found = client.get("/api/v1/instruments").json()
    expected = plain(instruments(store))
    assert (found["instruments"], found["unresolved"]) == (expected["instruments"], expected["unresolved"])
    answer = client.get("/api/v1/report", params={"limit": 1000}).json()
    assert {f["id"]: f for f in answer["findings"]} == {f["id"]: f for f in plain(report(store))["findings"]}


@pytest.mark.parametrize(
    ("path", "key"), [("documents", "documents"), ("instruments", "instruments"), ("report", "findings")]
)
def test_parts_of_a_list_are_the_whole(client: TestClient, path: str, key: str) -> None:
    whole = client.get(f"/api/v1/{path}", params={"limit": 1000}).json()
    parts: list[Any] = []
    while len(parts) < whole["page"]["total"]:
        part = client.get(f"/api/v1/{path}", params={"limit": 3, "offset": len(parts)}).json()
        assert part["page"] == {"total": whole["page"]["total"], "limit": 3, "offset": len(parts)}
        parts += part[key]
    assert [p["id"] for p in parts] == [p["id"] for p in whole[key]]


@pytest.mark.parametrize("path", ["/api/v1/state", "/api/v1/gaps?q=82/NQ-HĐND", "/", "/matrix", "/w/11446"])
def test_what_has_not_changed_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    assert first.status_code == 200
    again = client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(path, headers={"if-none-match": 'W/"khac"'}).status_code == 200


def test_a_change_of_the_store_changes_the_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_store(path, create=True) as store:
        build(store, [DOCUMENTS / "ha-bac-chuong-trinh-dan-van-2026.txt"], registry=None)
        with client_of(path) as client:
            first = client.get("/api/v1/documents")
            build(store, [DOCUMENTS / "nam-do-son-ke-hoach-dan-van-2025.txt"], registry=None)
            then = client.get("/api/v1/documents", headers={"if-none-match": first.headers["etag"]})
    assert (len(first.json()["documents"]), len(then.json()["documents"])) == (1, 2)


def test_answers_are_packed_for_who_can_unpack_them(client: TestClient) -> None:
    client.headers["accept-encoding"] = "identity"
    bare = client.get("/api/v1/gaps?q=82/NQ-HĐND")
    client.headers["accept-encoding"] = "gzip"
    with client.stream("GET", "/api/v1/gaps?q=82/NQ-HĐND") as packed:
        raw = b"".join(packed.iter_raw())
    assert "content-encoding" not in bare.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw) == bare.content
    assert len(raw) < len(bare.content) / 4


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/api/v1/khong-co", 404, "not-found"),
        ("/api/v1/units/00000", 404, "not-found"),
        ("/api/v1/body?name=khong", 404, "not-found"),
        ("/api/v1/documents?limit=0", 422, "invalid"),
        ("/api/v1/documents?limit=x", 422, "invalid"),
        ("/api/v1/gaps?q=1&as_of=2026-02-30", 422, "invalid"),
        ("/api/v1/gaps", 422, "invalid"),
        ("/api/v1/gaps?q=" + "x" * 301, 422, "invalid"),
        ("/api/v1/queue?kind=khac", 422, "invalid"),
    ],
)
def test_problems_are_described(client: TestClient, path: str, status: int, kind: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["type"] == f"tag:viendan,2026:problem/{kind}"
    assert body["status"] == status
    assert body["title"]


def test_a_method_that_is_not_served_is_a_problem(client: TestClient) -> None:
    answer = client.delete("/api/v1/documents")
    assert (answer.status_code, answer.json()["type"]) == (405, "tag:viendan,2026:problem/method")


def test_the_description_has_examples_and_no_page(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert all(path.startswith("/api/v1/") for path in described["paths"])
    operations = [o for path in described["paths"].values() for o in path.values()]
    assert all(o["summary"] for o in operations)
    asked = next(p for p in described["paths"]["/api/v1/gaps"]["get"]["parameters"] if p["name"] == "q")
    assert "chi thi 33" in asked["schema"]["examples"]
    assert "ProblemDetails" in described["components"]["schemas"]


_ODD = "\x00\x07\n\t '\"();*%_\\/|&^~`{}[]<>$#@!?:,.-–—\u202e\u200b\ufeffđĐÐ₫ạ̈🦀中\ud800"
_WORDS = [
    "chi",
    "thị",
    "33",
    "OR",
    "AND",
    "NOT",
    "NEAR(",
    "label:",
    '"',
    "*",
    "luật",
    "QĐ/TW",
    "2026",
    "0",
    "-",
    "ngày 31/2/2026",
    "ct-33",
]


def odd_questions(count: int) -> Iterator[str]:
    chance = random.Random(7)
    for _ in range(count):
        parts = [chance.choice(_WORDS if chance.random() < 0.5 else _ODD) for _ in range(chance.randrange(1, 9))]
        yield chance.choice(["", " "]).join(parts).encode("utf-8", "replace").decode()


def test_ten_thousand_odd_questions_are_answered(client: TestClient, store: Store) -> None:
    for k, text in enumerate(odd_questions(10_000)):
        if k % 8:
            assert find(store, text).reason
            suggest(store, text)
        else:
            path = ("/suggest", "/search", "/api/v1/lookup", "/api/v1/gaps", "/api/v1/who")[k // 8 % 5]
            assert client.get(path, params={"q": text}).status_code in (200, 303), (path, text)


def test_the_description_holds(db: Path) -> None:
    """schemathesis, in process: every answer is as the description says, whatever is asked; none is a server error."""
    import schemathesis
    from hypothesis import HealthCheck, Phase, given, settings

    from viz.web.app import create_app
    from viz.web.settings import Settings

    app = create_app(Settings(db=db, allowed_hosts=("testserver",), limits=generous()))
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    for operation in (result.ok() for result in schema.get_all_operations()):
        if operation.path == "/api/v1/check":
            continue  # starts a process each time; tested beside the pages

        @settings(
            max_examples=30,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def ask(case: Any) -> None:
            case.call_and_validate()

        ask()
