"""The warehouse: append-only SQL tables of articles, claims and events, on SQLite and PostgreSQL."""

from pipeline.warehouse.base import LIVE, Advance, Arrival, Batch, Lane, Loaded, LostRace, Partition
from pipeline.warehouse.comparing import Change, Difference
from pipeline.warehouse.editions import Edition
from pipeline.warehouse.load import check as check_arrival
from pipeline.warehouse.parting import Parting
from pipeline.warehouse.query import Answer, QueryRefused, QueryTimeout
from pipeline.warehouse.tracing import Trace, TracedArticle, TracedClaim, TracedCorrection, TracedQuote
from pipeline.warehouse.views import VIEWS
from pipeline.warehouse.warehouse import Warehouse, open_warehouse
from pipeline.warehouse.writing import write_csv, write_json, write_parquet

__all__ = [
    "LIVE",
    "VIEWS",
    "Advance",
    "Answer",
    "Arrival",
    "Batch",
    "Change",
    "Difference",
    "Edition",
    "Lane",
    "Loaded",
    "LostRace",
    "Parting",
    "Partition",
    "QueryRefused",
    "QueryTimeout",
    "Trace",
    "TracedArticle",
    "TracedClaim",
    "TracedCorrection",
    "TracedQuote",
    "Warehouse",
    "check_arrival",
    "open_warehouse",
    "write_csv",
    "write_json",
    "write_parquet",
]
