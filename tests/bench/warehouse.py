"""Speed of loading and merging an invented war (`tests.bench.war`): ``./run.sh bench warehouse``.

Batches of 250 articles with their taggings, as the load loop gives them, on SQLite in a temporary folder. Figures are
articles a second of this process's time, for each tenth of the war: a load that is flat shows ten like figures.
*in order*: as news comes. *at random*: as a topic is read back by many partitions. *one month*: one country and month.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from pipeline.merge import PlaceDateControl
from pipeline.model.article import Article
from pipeline.model.tagging import Tagging
from pipeline.warehouse import Arrival, Batch, Lane, Partition, open_warehouse
from tests.bench.war import War, told

_BATCH = 250
_ARTICLES, _TAGGINGS = Partition("news.articles", 0), Partition("news.taggings", 0)


def speeds(pairs: Sequence[tuple[Article, Tagging]]) -> list[float]:
    """Articles a second, for each tenth."""
    with tempfile.TemporaryDirectory() as folder:
        warehouse, rule = open_warehouse(f"sqlite:///{Path(folder) / 'war.db'}"), PlaceDateControl()
        spent: list[float] = []
        for start in range(0, len(pairs), _BATCH):
            batch = _batch(pairs[start : start + _BATCH], start)
            begin = time.process_time()
            warehouse.load_batch(batch, rule)
            spent.append(time.process_time() - begin)
        warehouse.close()
    tenth = max(1, len(spent) // 10)
    return [tenth * _BATCH / sum(spent[at : at + tenth]) for at in range(0, len(spent) - tenth + 1, tenth)]


def _batch(pairs: Sequence[tuple[Article, Tagging]], start: int) -> Batch:
    articles = [Arrival(article, _ARTICLES, start + n, Lane.LIVE) for n, (article, _) in enumerate(pairs)]
    taggings = [Arrival(tagging, _TAGGINGS, start + n, Lane.LIVE) for n, (_, tagging) in enumerate(pairs)]
    return Batch((*articles, *taggings))


def main() -> None:
    """Print a line for each way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    count = parser.parse_args().articles
    war = list(told(War(count)))
    shuffled = random.Random(3).sample(war, len(war))  # noqa: S311 - no secret
    month = list(told(War(count, countries=1, days=30)))
    for name, pairs in (("in order", war), ("at random", shuffled), ("one month", month)):
        print(f"{name:10}", " ".join(f"{speed:5.0f}" for speed in speeds(pairs)), "articles/s", flush=True)


if __name__ == "__main__":
    main()
