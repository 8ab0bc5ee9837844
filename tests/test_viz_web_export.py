"""The whole graph as a file from the application: the command line's bytes, within limits, not sent twice."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.build import build
from graph.judgement import Kind, record
from graph.store import open_store
from tests.web import DOCUMENTS, Clock, TestClient, client_of, five_store, generous
from viz.cli import main
from viz.web import exports
from viz.web.exports import FORMS, Exports, TooSlow
from viz.web.settings import Limits, Settings


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return five_store(tmp_path_factory.mktemp("export") / "kho.db")


@pytest.fixture(scope="module")
def client(db: Path) -> Iterator[TestClient]:
    with client_of(db, limits=generous()) as made:
        yield made


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_byte_for_byte_what_the_command_line_writes(
    client: TestClient, db: Path, form: str, tmp_path: Path
) -> None:
    out = tmp_path / "graph"
    ran = CliRunner().invoke(main, ["export", "--format", form, "-o", str(out), "--db", str(db)])
    assert ran.exit_code == 0, ran.output
    suffix = FORMS[form].suffix
    for address in (f"/data/viendan{suffix}", f"/api/v1/export?form={form}"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.content == out.read_bytes()
        assert answer.headers["content-disposition"].startswith(f'attachment; filename="viendan{suffix}"')
        assert answer.headers["content-type"] == FORMS[form].media_type
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert f'href="/data/viendan{suffix}"' in client.get("/data").text


def test_what_has_not_changed_is_not_sent_again(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_store(path, create=True) as store:
        build(store, [DOCUMENTS / "nam-do-son-ke-hoach-dan-van-2025.txt"], registry=None)
        with client_of(path, limits=generous()) as client:
            first = client.get("/data/viendan.nt")
            mark = {"if-none-match": first.headers["etag"]}
            again = client.get("/data/viendan.nt", headers=mark)
            assert (again.status_code, again.content) == (304, b"")
            assert client.get("/data/viendan.graphml", headers=mark).status_code == 200
            record(store, Kind.FINDING, {"finding": "x", "verdict": "accepted"}, "A", "")
            build(store, [DOCUMENTS / "ha-bac-chuong-trinh-dan-van-2026.txt"], registry=None)
            then = client.get("/data/viendan.nt", headers=mark)
            assert then.status_code == 200
            assert len(then.content) > len(first.content)


def test_the_same_file_is_made_once(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    run = exports.run_apart

    def counted(words: list[str], *about: object) -> tuple[int, bytes]:
        made.append(words[2])
        return run(words, *about)  # type: ignore[arg-type]

    monkeypatch.setattr(exports, "run_apart", counted)
    with client_of(db, limits=generous()) as client:
        threads = [threading.Thread(target=client.get, args=("/data/viendan.nt",)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert client.get("/data/viendan.nt").status_code == 200
    assert made == ["nt"]


@pytest.mark.parametrize("path", ["/data/viendan.exe", "/data/viendan.", "/data/viendan.ttl%00", "/data/viendan.../x"])
def test_other_forms_are_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_large_corpus_is_left_to_the_command_line(db: Path) -> None:
    with client_of(db, limits=generous(export_mentions=1)) as client:
        page = client.get("/data").text
        assert "viendan export --format ttl -o viendan.ttl" in page
        assert 'href="/data/viendan.ttl"' not in page
        assert 'href="/data/viendan.nt"' in page
        refused = client.get("/data/viendan.ttl")
        assert refused.status_code == 422
        assert "viendan export --format ttl" in refused.text
        problem = client.get("/api/v1/export?form=jsonld").json()
        assert problem["type"] == "tag:viendan,2026:problem/export-size"
        assert problem["detail"] == "viendan export --format jsonld -o viendan.jsonld"
        assert client.get("/data/viendan.nt").status_code == 200


@pytest.mark.parametrize("limits", [Limits(export_seconds=0.01), Limits(export_memory=30_000_000)])
def test_an_export_that_costs_too_much_is_stopped(db: Path, limits: Limits) -> None:
    with client_of(db, limits=limits) as client:
        answer = client.get("/api/v1/export?form=ttl")
        assert answer.status_code == 503
        assert answer.json()["type"] == "tag:viendan,2026:problem/export-slow"
        assert answer.json()["detail"] == "viendan export --format ttl -o viendan.ttl"


def test_exports_asked_for_often_must_wait(db: Path) -> None:
    with client_of(db, clock=Clock()) as client:
        answers = [client.get("/data/viendan.csv.zip").status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]


def test_who_may_not_read_gets_no_file(db: Path) -> None:
    with client_of(db, host="0.0.0.0", token="x" * 20, token_given=True) as client:
        assert client.get("/data/viendan.nt", headers={"host": "a.example"}).status_code == 303
        assert client.get("/api/v1/export", headers={"host": "a.example"}).status_code == 401


def test_an_older_file_is_removed_and_the_folder_goes_with_the_application(db: Path) -> None:
    made = Exports(Settings(db=db))
    for version in (1, 2):
        asyncio.run(made.open(FORMS["graphml"], version)).close()
    assert made._folder is not None
    folder = Path(made._folder.name)
    assert [p.name for p in folder.iterdir()] == ["2.graphml"]
    made.close()
    assert not folder.exists()


def test_what_cannot_be_made_leaves_nothing_behind(tmp_path: Path) -> None:
    made = Exports(Settings(db=tmp_path / "none.db"))
    with pytest.raises(TooSlow):
        asyncio.run(made.open(FORMS["nt"], 1))
    made.close()
    assert list(tmp_path.iterdir()) == []
