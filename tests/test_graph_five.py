"""The five documents, without the registry: what must come out of them."""

from pathlib import Path

import pytest
from sqlalchemy import select

from graph import schema
from graph.build import build
from graph.store import Store, open_store

DOCUMENTS = Path(__file__).parent.parent / "data" / "documents"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = open_store(tmp_path_factory.mktemp("five") / "five.db", create=True)
    build(store, [DOCUMENTS], registry=None)
    return store


def values(store: Store, key: str, attribute: str) -> dict[str, tuple[bool, bool]]:
    v = schema.instrument_values
    query = select(v.c.value, v.c.likely, v.c.conflicting).where(v.c.instrument_id == key, v.c.attribute == attribute)
    with store.read() as connection:
        return {r.value: (r.likely, r.conflicting) for r in connection.execute(query)}


COUNTS = [
    ("nq-82-hdnd-hai-phong-2025", 3),
    ("ct-28-ttg-2025", 1),
    ("ct-28-tu-hai-duong-2022", 1),
    ("ct-15-tu-hai-phong-2022", 5),
    ("ct-15-ubnd-hai-phong-2025", 1),
    ("nq-05-tu-hai-phong-2026", 2),
    ("nq-05-du-hai-phong-2026", 14),
    ("qd-446-tu-hai-phong-2021", 3),
    ("qd-357-tu-hai-duong-2022", 1),
    ("ct-33-ttg-2021", 6),
    ("luat-thuc-hien-dan-chu-o-co-so-2022", 10),
    ("qd-217-tw-2013", 6),
    ("qdi-11-tw-2019", 1),
    ("qd-48-2019-ubnd-hai-phong", 1),
]


@pytest.mark.parametrize(("key", "mentions"), COUNTS)
def test_citations_are_together_and_apart(store: Store, key: str, mentions: int) -> None:
    i = schema.instruments
    with store.read() as connection:
        # References by words may join those that name it.
        counted = connection.execute(select(i.c.mention_count).where(i.c.id == key)).scalar()
    assert counted == mentions


def test_the_resolution_of_two_dates(store: Store) -> None:
    assert values(store, "nq-82-hdnd-hai-phong-2025", "date") == {
        "2025-12-11": (True, False),
        "2026-02-13": (False, True),
    }


def test_symbols_that_slipped(store: Store) -> None:
    assert values(store, "ct-28-ttg-2025", "symbol") == {"CT-TTg": (True, False), "TT-TTg": (False, True)}
    assert values(store, "nq-05-du-hai-phong-2026", "symbol") == {"NQ/ĐU": (True, False), "NQ/TU": (False, True)}


def test_every_document_is_an_instrument_and_every_mention_is_accounted_for(store: Store) -> None:
    with store.read() as connection:
        own = connection.execute(select(schema.instrument_documents)).all()
        placed = set(connection.execute(select(schema.instrument_mentions.c.mention_id)).scalars())
        open_ = set(connection.execute(select(schema.unresolved.c.mention_id)).scalars())
        forms = dict(connection.execute(select(schema.mentions.c.id, schema.mentions.c.form)).all())
    assert len(own) == len({r.instrument_id for r in own}) == 5
    assert placed | open_ == forms.keys()
    assert {forms[m] for m in open_} <= {"generic"}


def test_who_slipped_in_the_symbol_is_the_weaker_witness_of_the_issuer(store: Store) -> None:
    issuers = values(store, "nq-05-du-hai-phong-2026", "issuer")
    assert [name for name, (likely, _) in issuers.items() if likely] == [
        "Ban Chấp hành Đảng bộ Ủy ban nhân dân thành phố Hải Phòng"
    ]
