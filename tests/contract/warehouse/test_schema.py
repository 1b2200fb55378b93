"""Migrating: the tables are what the program believes, once, whoever comes first, and back again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from pipeline.errors import WarehouseUnavailable
from pipeline.warehouse import VIEWS, open_warehouse
from pipeline.warehouse.engine import open_engine, read_url
from pipeline.warehouse.schema import VERSION_TABLE
from pipeline.warehouse.tables import metadata


def test_migrations_make_the_tables_that_the_program_knows(database_url: str) -> None:
    open_warehouse(database_url).close()
    engine = open_engine(read_url(database_url))
    with engine.connect() as connection:
        opts = {
            "version_table": VERSION_TABLE,
            "include_name": lambda name, kind, _: kind != "table" or name not in VIEWS,
        }
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_several_processes_may_come_first_and_the_second_time_does_nothing(database_url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        for warehouse in pool.map(open_warehouse, [database_url] * 4):
            warehouse.close()
    warehouse = open_warehouse(database_url)
    assert warehouse.migrate() is False
    assert warehouse.schema_version() == "0006"
    assert [edition.edition for edition in warehouse.editions() if edition.is_current] == ["live"]
    warehouse.close()


def test_an_older_schema_is_brought_on_and_its_views_are_made_anew(database_url: str) -> None:
    open_warehouse(database_url).close()
    engine = open_engine(read_url(database_url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE warehouse_version SET version_num = '0001'"))
        connection.execute(text("DROP VIEW decisions"))
        connection.execute(text("CREATE VIEW decisions AS SELECT article_id FROM decision_record"))
    engine.dispose()
    warehouse = open_warehouse(database_url)
    assert warehouse.schema_version() == "0006"
    assert "reason" in warehouse.query("SELECT * FROM decisions").columns
    warehouse.close()


def test_a_newer_schema_is_left_alone(database_url: str) -> None:
    open_warehouse(database_url).close()
    engine = open_engine(read_url(database_url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE warehouse_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(WarehouseUnavailable, match="9999, newer than this program"):
        open_warehouse(database_url)


def test_a_schema_that_the_url_names_is_made(postgres_url: str) -> None:
    fresh = postgres_url + "_x"
    warehouse = open_warehouse(fresh)
    assert warehouse.schema_version() == "0006"
    assert str(next(warehouse.query("SELECT current_schema()").rows)[0]) in fresh
    warehouse.close()
    engine = open_engine(read_url(fresh))
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {connection.scalar(text('SELECT current_schema()'))} CASCADE"))
    engine.dispose()
