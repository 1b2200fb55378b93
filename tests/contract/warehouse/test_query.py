"""The read-only query: the same values from every database, and no way to write, however it is asked."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import SettingsError, WarehouseUnavailable
from pipeline.merge import PlaceDateControl
from pipeline.warehouse import (
    VIEWS,
    Batch,
    QueryRefused,
    QueryTimeout,
    Warehouse,
    open_warehouse,
    write_csv,
    write_json,
    write_parquet,
)
from tests.unit.warehouse.samples import arrivals, arrive, article, the_war

COLUMNS = {
    "articles": "article_id, version, url, source, title, text, language, published_at, first_seen_at, fetched_at,"
    " story_id, relevant, kind",
    "article_versions": "article_id, version, url, source, title, text, language, published_at, first_seen_at,"
    " fetched_at, story_id, relevant, kind",
    "decisions": "article_id, version, url, title, decision, of, reason, similarity, decided_at",
    "outcomes": "run_id, url, stage, outcome, detail, at",
    "claims": "claim_id, edition, article_id, version, event_id, type, actor1_id, actor1, actor2_id, actor2,"
    " place_name, geoname_id, admin1, country, lat, lon, place_precision, date_start, date_end, date_precision,"
    " killed_low, killed_best, killed_high, injured_low, injured_best, injured_high, control, attribution, confidence",
    "evidence": "claim_id, field, quote, part, start_offset, end_offset",
    "events": "event_id, edition, type, actor1, actor2, place_name, geoname_id, admin1, country, lat, lon, date_start,"
    " date_end, killed_low, killed_best, killed_high, articles, sources, first_reported_at",
}


@pytest.fixture
def warehouse(database_url: str) -> Iterator[Warehouse]:
    opened = open_warehouse(database_url)
    opened.load_batch(Batch(tuple(arrivals(the_war()))), PlaceDateControl())
    yield opened
    opened.close()


def test_the_promised_views_have_the_promised_columns_in_their_order(warehouse: Warehouse) -> None:
    assert VIEWS.keys() >= COLUMNS.keys()
    for view, columns in COLUMNS.items():
        assert warehouse.query(f"SELECT * FROM {view}").columns == tuple(columns.split(", "))  # noqa: S608


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM article_record",
        "INSERT INTO source VALUES ('x', 'y')",
        "CREATE TABLE x (a int)",
        "DROP VIEW events",
        "SELECT 1; DELETE FROM article_record",
        "COMMIT; DELETE FROM article_record",
        "ATTACH DATABASE 'other.db' AS other",
        "PRAGMA query_only = 0",
        "BEGIN",
        "SELECT nothing FROM nowhere",
        "not SQL",
        "",
    ],
)
def test_only_one_reading_statement_is_taken(warehouse: Warehouse, statement: str) -> None:
    with pytest.raises(QueryRefused) as refused:
        list(warehouse.query(statement).rows)
    assert "\n" not in str(refused.value)
    assert list(warehouse.query("SELECT COUNT(*) FROM article_record").rows) == [(6,)]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT pg_read_file('/etc/hostname')",
        "SELECT lo_import('/etc/hostname')",
        "SELECT pg_reload_conf()",
        "SELECT set_config('transaction_read_only', 'off', false)",
        "SELECT query_to_xml('CREATE TABLE x (a int)', true, true, '')",
        "SELECT * FROM edition FOR UPDATE",
        "COPY edition TO PROGRAM 'cat'",
        "WITH gone AS (DELETE FROM edition RETURNING 1) SELECT * FROM gone",
    ],
)
def test_functions_of_the_server_are_out_of_reach(warehouse: Warehouse, statement: str) -> None:
    with pytest.raises(QueryRefused):
        list(warehouse.query(statement).rows)


def test_a_question_that_takes_too_long_is_stopped(warehouse: Warehouse) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"
    with pytest.raises(QueryTimeout, match="longer than 0.3 s"):
        list(warehouse.query(endless, timeout_s=0.3).rows)


def test_rows_without_end_are_stopped_too(warehouse: Warehouse) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    with pytest.raises(QueryTimeout, match="longer than 0.5 s"):
        for _ in warehouse.query(endless, timeout_s=0.5).rows:
            pass


def test_no_rows_still_have_columns(warehouse: Warehouse) -> None:
    answer = warehouse.query("SELECT event_id, type FROM events WHERE country = 'XXX'")
    assert (answer.columns, list(answer.rows)) == (("event_id", "type"), [])


def test_values_are_plain(warehouse: Warehouse) -> None:
    assert list(warehouse.query("SELECT AVG(version), COUNT(*), MIN(first_seen_at) FROM articles").rows) == [
        (1.25, 4, "2017-11-09T14:00:00.123456Z")
    ]


def test_csv_and_json(warehouse: Warehouse) -> None:
    statement = "SELECT source, relevant, language, NULL AS unsaid FROM articles ORDER BY source LIMIT 2"
    out = io.StringIO()
    assert write_csv(warehouse.query(statement), out) == 2
    assert out.getvalue().splitlines() == [
        "source,relevant,language,unsaid",
        "alpha.example,true,en,",
        "beta.example,true,en,",
    ]
    out = io.StringIO()
    write_json(warehouse.query(statement), out)
    assert json.loads(out.getvalue())[0] == {
        "source": "alpha.example",
        "relevant": True,
        "language": "en",
        "unsaid": None,
    }
    out = io.StringIO()
    assert write_json(warehouse.query("SELECT source FROM articles WHERE version = 9"), out) == 0
    assert json.loads(out.getvalue()) == []


def test_parquet(warehouse: Warehouse, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: pip install conflictwire[parquet]")
    path = tmp_path / "events.parquet"
    assert write_parquet(warehouse.query("SELECT event_id, killed_best, lat FROM events"), path) == 3
    table = pq.read_table(path)
    assert table.column_names == ["event_id", "killed_best", "lat"]
    assert sorted(table["killed_best"].to_pylist(), key=str) == [12, None, None]
    assert write_parquet(warehouse.query("SELECT event_id FROM events WHERE lat > 90"), tmp_path / "none.parquet") == 0


def test_parquet_of_a_column_that_is_said_late(warehouse: Warehouse, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: pip install conflictwire[parquet]")
    path = tmp_path / "late.parquet"
    statement = """WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10002)
        SELECT i, CASE WHEN i > 10001 THEN 3 END AS killed_best, CASE WHEN i > 10001 THEN 1.5 END AS lat FROM n"""
    assert write_parquet(warehouse.query(statement), path) == 10_002
    table = pq.read_table(path)
    assert [str(field.type) for field in table.schema] == ["int64", "int64", "double"]
    assert table["killed_best"].to_pylist()[-2:] == [None, 3]


def test_a_database_that_is_away_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(WarehouseUnavailable, match="folder does not exist"):
        open_warehouse(f"sqlite:///{tmp_path / 'no' / 'w.db'}")
    (tmp_path / "text.db").write_text("this is no database at all, but a text of some length" * 50)
    with pytest.raises(WarehouseUnavailable, match="not a database") as refused:
        open_warehouse(f"sqlite:///{tmp_path / 'text.db'}")
    assert "\n" not in str(refused.value)
    with pytest.raises(WarehouseUnavailable, match="no warehouse file"):
        open_warehouse(f"sqlite:///{tmp_path / 'absent.db'}", upgrade=False).query("SELECT 1")
    with pytest.raises(SettingsError, match="mysql"):
        open_warehouse("mysql://x/y")
    with pytest.raises(SettingsError, match="no SQLAlchemy URL"):
        open_warehouse("nonsense")


def test_a_postgres_that_is_away_tells_no_password() -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install conflictwire[postgres]")
    with pytest.raises(WarehouseUnavailable, match="127.0.0.1") as refused:
        open_warehouse("postgresql+psycopg://someone:secret@127.0.0.1:9/none")
    assert "secret" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_full_disk_is_an_outage_and_nothing_is_half_loaded(tmp_path: Path) -> None:
    warehouse = open_warehouse(f"sqlite:///{tmp_path / 'w.db'}")
    long = arrive(article("long", text="word " * 50_000), 99)
    with warehouse._engine.begin() as connection:  # noqa: SLF001 - no other way to make the disk small
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(WarehouseUnavailable, match="could not load: .*full"):
        warehouse.load_batch(Batch((*arrivals(the_war()), long)), PlaceDateControl())
    assert list(warehouse.query("SELECT COUNT(*) FROM article_record").rows) == [(0,)]
    warehouse.close()
