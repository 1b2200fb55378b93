"""The command as a user has it: a process of its own, an empty home, nothing inherited but the path."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.cli import app
from pipeline.feeds import FeedSource
from pipeline.model.article import Article
from pipeline.records import decode
from pipeline.stream import ARTICLES, Message, Record, open_stream
from pipeline.testweb import TestWeb
from pipeline.warehouse import open_warehouse

LOCAL = "127.0.0.1,localhost,.localhost"
PASSWORD = "s3cret-of-the-test"  # noqa: S105 - it must never be seen in an output


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err

    @property
    def notes(self) -> list[str]:
        """What it said to the person, line by line."""
        return [line for line in self.err.splitlines() if line.strip()]

    def json(self) -> dict[str, Any]:
        """The last line of the output, as an object."""
        value = json.loads(self.out.splitlines()[-1])
        if not isinstance(value, dict):
            raise TypeError(f"no object: {value!r}")
        return value


@dataclass
class Home:
    """A home folder of the embedded stores, and the command run on it."""

    folder: Path
    flags: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)

    def command(self, *arguments: str) -> list[str]:
        """The command line as it is started."""
        start = "import sys; from pipeline.cli import main; sys.argv[0] = 'conflictwire'; main()"
        return [sys.executable, "-c", start, *arguments]

    def variables(self) -> dict[str, str]:
        """The whole environment of the process."""
        user = self.folder.parent / "user"
        user.mkdir(parents=True, exist_ok=True)
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path(__file__).parents[3]),
            "HOME": str(user),
            "TMPDIR": str(user),
            "CONFLICTWIRE_HOME": str(self.folder),
            "CONFLICTWIRE_ALLOW_HOSTS": LOCAL,
            "CONFLICTWIRE_HOST_DELAY_S": "0",
            **self.environment,
        }

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command and do not wait for it."""
        return subprocess.Popen(
            self.command(*arguments, *self.flags),
            env=self.variables(),
            cwd=self.folder.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def run(self, *arguments: str, timeout_s: float = 100) -> Done:
        """Run a command to its end. Whatever it is, no traceback and no password may come out of it."""
        return ended(self.start(*arguments), timeout_s)

    def call(self, *arguments: str) -> Done:
        """Run a command in this process: a second faster, for commands that begin no processes of their own."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = app.run([*arguments, "--home", str(self.folder)])
        return checked(Done(code, out.getvalue(), err.getvalue()))

    def sql(self, statement: str) -> list[dict[str, Any]]:
        """The rows of a query of the embedded warehouse, as the command `sql` gives them."""
        warehouse = open_warehouse(f"sqlite:///{self.folder / 'warehouse.db'}", upgrade=False)
        try:
            answer = warehouse.query(statement)
            return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        finally:
            warehouse.close()

    def number(self, statement: str) -> int:
        """The one number that a query answers."""
        (row,) = self.sql(statement)
        (value,) = row.values()
        return int(value)

    def records(self, topic: str) -> list[Record]:
        """All records of a topic of the embedded log."""
        stream = open_stream(f"sqlite:///{self.folder / 'stream.db'}")
        try:
            stream.ensure_topics()
            return [record for tp in sorted(stream.end_offsets([topic])) for record in stream.read(tp, 0)]
        finally:
            stream.close()

    def articles(self) -> list[Article]:
        """All articles on the topic."""
        found = [decode(record.value) for record in self.records(ARTICLES)]
        return [article for article in found if isinstance(article, Article)]

    def produce(self, messages: Sequence[Message]) -> None:
        """Put records on the embedded log by hand."""
        stream = open_stream(f"sqlite:///{self.folder / 'stream.db'}")
        try:
            stream.ensure_topics()
            stream.produce(messages)
        finally:
            stream.close()


def ended(process: subprocess.Popen[str], timeout_s: float = 100) -> Done:
    """Wait for a command's end."""
    try:
        out, err = process.communicate(timeout=timeout_s)
    finally:
        process.kill()
    return checked(Done(process.returncode, out, err))


def checked(done: Done) -> Done:
    """What must hold for every output."""
    assert "Traceback" not in done.said, done.said
    assert PASSWORD not in done.said, done.said
    return done


def feed_list(folder: Path, urls: Sequence[str]) -> Path:
    """A list of feeds, as a user writes it."""
    file = folder / "feeds.yaml"
    file.write_text("feeds:\n" + "".join(f"  - url: {json.dumps(url)}\n" for url in urls), encoding="utf-8")
    return file


def sources_of(web: TestWeb) -> list[FeedSource]:
    return [FeedSource(url) for url in web.feed_urls]
