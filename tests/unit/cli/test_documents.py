"""What README and the other documents tell to type exists: every command with its options, and the list of feeds."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from pipeline.cli.app import root
from pipeline.feeds import read_feed_list

CHECKOUT = Path(__file__).parents[3]
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "infra/README.md", "CODEBOOK.md")


def told(document: str) -> Iterator[list[str]]:
    """Each command line of a document, split as a shell does; one in quotation marks may go over several lines."""
    text = (CHECKOUT / document).read_text(encoding="utf-8")
    lines = text.splitlines()
    for at, line in enumerate(lines):
        if not line.startswith("    conflictwire "):
            continue
        whole = line
        while whole.count('"') % 2:
            at += 1  # noqa: PLW2901 -- the lines that belong to this one
            whole += " " + lines[at].strip()
        yield shlex.split(whole, comments=True)[1:]
    for inline in re.findall(r"`(conflictwire [^`]+)`", text):
        yield shlex.split(" ".join(inline.split()))[1:]


COMMANDS = [(document, words) for document in DOCUMENTS for words in told(document)]


def test_the_documents_tell_of_commands() -> None:
    assert len(COMMANDS) > 30


@pytest.mark.parametrize(("document", "words"), COMMANDS, ids=[" ".join(words)[:60] for _, words in COMMANDS])
def test_a_command_of_the_documents_exists_with_its_options(document: str, words: list[str]) -> None:
    if words[0] == "stage":
        words = [words[0], *words[1].split("|")[:1], *words[2:]]
    command: click.Command = root
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        context = click.Context(command)
        found = command.get_command(context, words[0])
        assert found is not None, f"{document}: there is no {words[0]}"
        command, words = found, words[1:]
    options = [word for word in words if word.startswith("-") and word != "-"]
    known = {name for parameter in command.params for name in parameter.opts} | {"--help", "--version"}
    assert set(options) <= known, f"{document}: {set(options) - known}"


def test_the_list_of_feeds_in_the_readme_can_be_read(tmp_path: Path) -> None:
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"(?m)(?:^    (?:- |  \w+: ).*\n)+", text)
    assert block is not None
    file = tmp_path / "feeds.yaml"
    file.write_text(re.sub(r"(?m)^    ", "", block[0]), encoding="utf-8")
    first, second = read_feed_list(file)
    assert first.url.startswith("https://")
    assert second.title
