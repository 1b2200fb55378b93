"""``python -m pipeline.testweb FOLDER``: serve a folder until interrupted, in a process of its own."""

from __future__ import annotations

import argparse
import sys
import threading
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.testweb.corpora import corpus_pages
from pipeline.testweb.site import Site, read_site, site_of_pages
from pipeline.testweb.web import TestWeb


def main() -> int:
    """Serve; the first line printed is the base URL, then one line for each feed."""
    asked = _arguments()
    try:
        site = _site(asked)
        with TestWeb(site, port=asked.port, style=asked.style) as web:
            print(web.base_url, *web.feed_urls, sep="\n", flush=True)
            threading.Event().wait()
    except KeyboardInterrupt:
        return 0
    except (SettingsError, OSError) as e:
        print(f"testweb: {e}", file=sys.stderr)
        return 1
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m pipeline.testweb", description="Serve pages and feeds on 127.0.0.1."
    )
    parser.add_argument(
        "folder", type=Path, help="a site (site.json), a tree of <host>/<path>, or with --corpus the html corpora"
    )
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--style", choices=("host", "path"), default="host")
    parser.add_argument("--corpus", action="store_true", help="the folder holds the corpora fundus/ and trafilatura/")
    parser.add_argument("--one-feed", action="store_true", help="with --corpus: one feed for all hosts")
    return parser.parse_args()


def _site(asked: argparse.Namespace) -> Site:
    if not asked.corpus:
        return read_site(asked.folder)
    return site_of_pages(corpus_pages(asked.folder), by_host=not asked.one_feed)


if __name__ == "__main__":
    sys.exit(main())
