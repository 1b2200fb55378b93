"""Candidates for the decider's tests, and a decider over a database in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, create_engine

from pipeline.dedupe import Candidate, Decider
from pipeline.model.identity import content_hash

START = datetime(2017, 11, 9, 6, 0, tzinfo=UTC)

ALBU_KAMAL = (
    "The Syrian army and its allies have taken Albu Kamal, the last town that the militants held on the Euphrates, "
    "the army general command said on Thursday. At least 12 soldiers were killed in the fighting, a hospital in "
    "Deir Ezzor said. Engineers were clearing mines from the main road and the market. Families who had fled to "
    "the desert camps asked when they could return, but officers gave no date and said the western quarters were "
    "still closed. The general command spoke of a heavy blow to the group and of a long list of captured weapons."
)


def candidate(
    number: int,
    *,
    url: str = "",
    title: str = "Army takes Albu Kamal",
    text: str = ALBU_KAMAL,
    canonical_link: str = "",
    fetched_url: str = "",
    hours: float | None = None,
) -> Candidate:
    """Build candidate ``number``; its default address is its own, its default text the same for all."""
    url = url or f"https://outlet{number}.example/2017/11/report-{number}.html"
    return Candidate(
        item_id=f"i{number}",
        feed_id="f1",
        url=url,
        fetched_url=fetched_url or url,
        canonical_link=canonical_link,
        source=f"outlet{number}.example",
        title=title,
        text=text,
        language="en",
        published_at=None if hours is None else START + timedelta(hours=hours),
        admitted_at=START + timedelta(minutes=number),
        content_hash=content_hash(title, text),
    )


@contextmanager
def database(path: Path | None = None) -> Iterator[Connection]:
    """A state database with the decider's tables, in a file or in memory."""
    engine = create_engine(f"sqlite:///{path}" if path else "sqlite://")
    with engine.connect() as connection:
        Decider.create_tables(connection)
        connection.commit()
        yield connection
    engine.dispose()
