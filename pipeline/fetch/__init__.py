"""Fetching: conditional GETs that are polite, bounded and kept out of private networks."""

from pipeline.fetch.base import MAX_REST_S, Fetched, FetchLimits, Request, without_credentials
from pipeline.fetch.fetcher import DEFAULT_USER_AGENT, Fetcher
from pipeline.fetch.guard import AddressGuard

__all__ = [
    "DEFAULT_USER_AGENT",
    "MAX_REST_S",
    "AddressGuard",
    "FetchLimits",
    "Fetched",
    "Fetcher",
    "Request",
    "without_credentials",
]
