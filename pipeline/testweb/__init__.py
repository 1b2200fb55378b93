"""A web on localhost for the demo, for tests and for benchmarks: real pages, imitated hosts, bad servers."""

from pipeline.testweb.corpora import corpus_pages
from pipeline.testweb.site import Site, SiteFeed, SitePage, read_site, site_of_pages
from pipeline.testweb.web import TestWeb

__all__ = ["Site", "SiteFeed", "SitePage", "TestWeb", "corpus_pages", "read_site", "site_of_pages"]
