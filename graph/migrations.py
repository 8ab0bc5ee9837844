"""From one version of the schema to the next. Each says what its version was, whatever the schema says today."""

from sqlalchemy import Connection

from ingest.quote import clauses

_DRAFTS = (
    """CREATE TABLE kept_drafts (
    sha256 TEXT NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
    lang TEXT NOT NULL, rules TEXT NOT NULL, errors INTEGER NOT NULL, warnings INTEGER NOT NULL,
    notes INTEGER NOT NULL, report JSON NOT NULL, body BLOB NOT NULL, PRIMARY KEY (sha256))""",
    """CREATE TABLE draft_log (
    id INTEGER NOT NULL, sha256 TEXT NOT NULL, name TEXT NOT NULL, action TEXT NOT NULL, who TEXT NOT NULL,
    at TEXT NOT NULL, PRIMARY KEY (id))""",
    "CREATE INDEX ix_draft_log_sha256 ON draft_log (sha256)",
)


def add_drafts(connection: Connection) -> None:
    """1 to 2: drafts that people keep."""
    for statement in _DRAFTS:
        connection.exec_driver_sql(statement)


def add_provinces(connection: Connection) -> None:
    """2 to 3: the province of a document and the year inside its number; the next build reads them."""
    for column in ("province_code", "year_in_number"):
        connection.exec_driver_sql(f"ALTER TABLE documents ADD COLUMN {column} TEXT")


def add_quotes(connection: Connection) -> None:
    """3 to 4: the clause of every mention stands beside it."""
    connection.exec_driver_sql(
        "CREATE TABLE quotes (mention_id INTEGER NOT NULL, start INTEGER NOT NULL, line INTEGER NOT NULL,"
        " text TEXT NOT NULL, PRIMARY KEY (mention_id),"
        " FOREIGN KEY(mention_id) REFERENCES mentions (id) ON DELETE CASCADE)"
    )
    keys = connection.exec_driver_sql("SELECT id FROM documents").scalars().all()
    for key in keys:
        text = connection.exec_driver_sql("SELECT text FROM documents WHERE id = ?", (key,)).scalar_one()
        cited = connection.exec_driver_sql(
            'SELECT id, start, "end" FROM mentions WHERE document_id = ? ORDER BY start, ordinal', (key,)
        ).fetchall()
        found = clauses(text, [(start, end) for _, start, end in cited])
        rows = [(row[0], c.start, c.line, c.text) for row, c in zip(cited, found, strict=True)]
        if rows:
            connection.exec_driver_sql("INSERT INTO quotes VALUES (?, ?, ?, ?)", rows)
