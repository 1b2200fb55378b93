"""A real ``airflow standalone`` in a process group of its own, on loopback, asked through its REST API."""

from __future__ import annotations

import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]

from tests.dags.places import DAGS

_SHIM = """#!/bin/sh
# the log servers would listen on all interfaces; nobody reads the logs through them here
case "$1" in
  scheduler|triggerer) exec {python} -m airflow "$@" --skip-serve-logs ;;
  *) exec {python} -m airflow "$@" ;;
esac
"""
_LOOK_S = 1.0
_GRACE_S = 15.0
_OK = 300
_LONGEST_LINE = 3_000
_ACCESS = "[http.access]"


class Late(AssertionError):
    """Something did not happen in time; the message holds the ends of the logs."""


class Standalone:
    """Asks a running Airflow, and waits for it, until the deadline.

    Args:
        within_s: for all waiting together.
    """

    def __init__(self, folder: Path, port: int, process: subprocess.Popen[bytes], within_s: float) -> None:
        self.process = process
        self._folder, self._port = folder, port
        self._deadline = time.monotonic() + within_s
        self._token = ""

    def ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """One request to the API; None while it does not answer, or not well."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        try:
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            text = answer.read()
            return json.loads(text) if answer.status < _OK else None
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def log_in(self) -> None:
        """Take a token: everybody is admin here."""
        self._token = self.wait_for("a token", lambda: self.ask("GET", "/auth/token"))["access_token"]

    def runs(self, dag_id: str, run_type: str) -> list[dict[str, Any]]:
        """The runs of a DAG that came about in that way, and have succeeded."""
        found = self.ask("GET", f"/api/v2/dags/{dag_id}/dagRuns") or {"dag_runs": []}
        return [each for each in found["dag_runs"] if (each["run_type"], each["state"]) == (run_type, "success")]

    def task_states(self, dag_id: str, run_id: str) -> dict[str, str]:
        """The states of a run's tasks."""
        found = self.ask("GET", f"/api/v2/dags/{dag_id}/dagRuns/{run_id}/taskInstances")
        return {each["task_id"]: each["state"] for each in found["task_instances"]}

    def listens_on(self) -> set[str]:
        """The addresses on which any of its processes listens."""
        found: set[str] = set()
        for each in _family(self.process.pid):
            with suppress(psutil.NoSuchProcess):
                found |= {at.laddr.ip for at in each.net_connections("tcp") if at.status == psutil.CONN_LISTEN}
        return found

    def wait_for(self, what: str, look: Callable[[], Any]) -> Any:
        """Look once a second until there is something.

        Raises:
            Late: the deadline passed, or Airflow ended.
        """
        while time.monotonic() < self._deadline and self.process.poll() is None:
            if found := look():
                return found
            time.sleep(_LOOK_S)
        raise Late(f"waited in vain for {what}\n{self._log_ends()}")

    def _log_ends(self) -> str:
        """What the tasks complained of, and the last that Airflow said."""
        said = (self._folder / "standalone.log").read_text(encoding="utf-8", errors="replace").splitlines()
        wrong = [
            f"{file.relative_to(self._folder)}: {line[:_LONGEST_LINE]}"
            for file in sorted(self._folder.rglob("dag_id=*/**/*.log"))
            for line in file.read_text(encoding="utf-8", errors="replace").splitlines()
            if '"level":"error"' in line
        ]
        return "\n".join((*wrong, "--- standalone.log", *[line[:300] for line in said if _ACCESS not in line][-40:]))


@contextmanager
def standalone(folder: Path, within_s: float) -> Iterator[Standalone]:
    """Start Airflow in a folder; at the end all its processes are gone."""
    port = _free_port()
    with (folder / "standalone.log").open("wb") as log:
        process = subprocess.Popen(
            [str(_shim(folder)), "standalone"],
            env=_environment(folder, port),
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield Standalone(folder, port, process, within_s)
        finally:
            _end(process)


def _environment(folder: Path, port: int) -> dict[str, str]:
    own = {
        "AIRFLOW_HOME": str(folder),
        "AIRFLOW__CORE__DAGS_FOLDER": str(DAGS),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__PARALLELISM": "2",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{port}/execution/",
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__BASE_URL": f"http://127.0.0.1:{port}",
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__API__SECRET_KEY": secrets.token_hex(32),
        "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_hex(64),
        "AIRFLOW__DAG_PROCESSOR__PARSING_PROCESSES": "1",
        "PATH": os.pathsep.join((str(folder / "bin"), os.environ["PATH"])),
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AIRFLOW")}
    return kept | own


def _shim(folder: Path) -> Path:
    path = folder / "bin" / "airflow"
    path.parent.mkdir(parents=True)
    path.write_text(_SHIM.format(python=sys.executable), encoding="utf-8")
    path.chmod(0o755)
    return path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _end(process: subprocess.Popen[bytes]) -> None:
    """First ask the whole group, then kill what is left: tasks have groups of their own."""
    started = _family(process.pid)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    _, alive = psutil.wait_procs(started, timeout=_GRACE_S)
    for each in alive:
        with suppress(psutil.NoSuchProcess):
            each.kill()
    psutil.wait_procs(alive, timeout=_GRACE_S)
    process.wait(timeout=_GRACE_S)


def _family(pid: int) -> list[psutil.Process]:
    try:
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []
