"""For all tests: no network but localhost, slow ones on demand, golden files rewritten by one command."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pytest_socket import socket_allow_hosts

from tests.contract.backends import find_backend

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--run-slow", action="store_true", help="also run tests marked slow (a real Airflow, long flows)")
    parser.addoption("--rewrite-golden", action="store_true", help="write what the code says now into tests/golden")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes a minute or more; runs with --run-slow")
    if url := find_backend("kafka")[0]:
        # kafka-python 3.0.12: a client that is closed while it connects leaves that socket to the collector (seen once
        # in 3,000 tests); sockets to anything but the broker are still an error
        told = rf"unclosed <socket\.socket .*raddr=\('127\.0\.0\.1', {urlsplit(url).port}\)"
        config.addinivalue_line("filterwarnings", f"ignore:{told}:ResourceWarning")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--run-slow"):
        for item in items:
            if item.get_closest_marker("slow"):
                item.add_marker(pytest.mark.skip(reason="slow: run it with --run-slow, as CI does"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly, in one line for each reason, what was not tested."""
    reasons = Counter(str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", []))
    for reason, count in sorted(reasons.items()):
        told = f"SKIPPED {count} test{'s' * (count != 1)}: {reason.removeprefix('Skipped: ')}"
        terminalreporter.write_line(told, yellow=True, bold=True)


@pytest.fixture(autouse=True)
def _no_network() -> None:
    """Refuse connections to anything but this machine."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, object], None]:
    """Compare a value with tests/golden/NAME (JSON); with --rewrite-golden, write it."""
    rewrite = bool(request.config.getoption("--rewrite-golden"))

    def compare(name: str, value: object) -> None:
        path = GOLDEN / name
        shown = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        if rewrite:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(shown, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == shown, f"{name} differs; ./run.sh golden rewrites it"

    return compare
