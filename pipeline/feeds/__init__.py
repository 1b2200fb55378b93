"""Feeds: lists of them, their bytes to entries, and which entry is which from poll to poll."""

from pipeline.feeds.base import Entry, FeedInfo, ParsedFeed
from pipeline.feeds.identity import KeyedEntries, KeyPolicy, entry_fingerprint, entry_keys
from pipeline.feeds.lists import FeedSource, read_feed_list
from pipeline.feeds.parse import parse_feed
from pipeline.feeds.pool import Parse, ParserPool
from pipeline.feeds.stage import stage_parse

__all__ = [
    "Entry",
    "FeedInfo",
    "FeedSource",
    "KeyPolicy",
    "KeyedEntries",
    "Parse",
    "ParsedFeed",
    "ParserPool",
    "entry_fingerprint",
    "entry_keys",
    "parse_feed",
    "read_feed_list",
    "stage_parse",
]
