#!/usr/bin/env bash
# run.sh: all that a developer does with this checkout. It is what CI runs, and so it is the documentation too.
#
#   ./run.sh install        make .venv with everything pinned in constraints.txt, and the command conflictwire
#   ./run.sh check          ruff, mypy strict
#   ./run.sh test [ARGS]    the default tests (embedded; Kafka and PostgreSQL too when they are up)
#   ./run.sh test-old       the state and warehouse suites on SQLAlchemy 2.0 (the default environment has 2.1)
#   ./run.sh test-all       the default tests, the real Airflow chain and the kill tests in full, on real Kafka and PostgreSQL
#   ./run.sh bench NAME     a benchmark of tests/bench; without a name: which there are
#   ./run.sh eval NAME      a scoreboard of tests/evals; without a name: which there are
#   ./run.sh up | down      start or stop Apache Kafka and PostgreSQL on loopback (see infra/README.md)
#   ./run.sh golden         rewrite the expected files of tests/golden from what the code says now
#   ./run.sh lock           make constraints.txt anew from pyproject.toml
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

PYTHON=${PYTHON:-python3}
BIN=.venv/bin

say() { printf '%s\n' "$*"; }
die() { printf 'run.sh: %s\n' "$*" >&2; exit 1; }

need_install() { [ -x "$BIN/conflictwire" ] || die "not installed yet: run ./run.sh install"; }

use_services() { if [ -f .run/env.sh ]; then . .run/env.sh; unset CONFLICTWIRE_STREAM CONFLICTWIRE_STATE CONFLICTWIRE_WAREHOUSE; fi; }

install() {
  "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
    die "Python 3.11 or newer is needed (found: $("$PYTHON" --version 2>&1)); set PYTHON=… to name one"
  [ -x "$BIN/python" ] || "$PYTHON" -m venv .venv ||
    die "cannot make .venv: on Debian and Ubuntu, apt-get install python3-venv, then again"
  "$BIN/python" -m pip install --quiet --disable-pip-version-check uv -c constraints.txt
  "$BIN/uv" pip install --quiet --python "$BIN/python" -r constraints.txt
  "$BIN/uv" pip install --quiet --python "$BIN/python" --no-deps --no-build-isolation --editable .
  say "installed: $("$BIN/conflictwire" --version)"
}

check() {
  need_install
  "$BIN/ruff" check .
  "$BIN/mypy"
  bash -n run.sh .ci/run infra/*.sh infra/*/*.sh
  say "check: all good"
}

tests() {
  need_install
  use_services
  "$BIN/pytest" "$@"
}

test_old() {
  need_install
  use_services
  local old=.venv-sqlalchemy20 pins
  pins=$(mktemp)
  grep -v '^sqlalchemy==' constraints.txt > "$pins"
  [ -x "$old/bin/python" ] || "$PYTHON" -m venv "$old"
  "$BIN/uv" pip install --quiet --python "$old/bin/python" -c "$pins" 'sqlalchemy==2.0.*' --editable '.[kafka,postgres,parquet,dev]'
  rm -f "$pins"
  "$old/bin/pytest" tests/unit/state tests/unit/warehouse tests/contract/state tests/contract/warehouse "$@"
}

test_all() {
  tests --run-slow "$@"
  "$BIN/python" -m tests.bench.kills --stage poll --backend embedded --times 50
  "$BIN/python" -m tests.bench.kills --stage poll --backend kafka --times 20
  "$BIN/python" -m tests.bench.kills_downstream --backend embedded --times 50
  "$BIN/python" -m tests.bench.kills_downstream --backend real --times 20
}

scripts() { grep -lE '__main__' "tests/$1"/*.py | xargs -n1 basename | sed 's/\.py$//' | sort; }

script() { # kind name args…
  need_install
  use_services
  local kind=$1 name=${2:-}
  if [ -z "$name" ]; then say "which one?"; scripts "$kind"; exit 2; fi
  [ -f "tests/$kind/$name.py" ] || die "no such script: tests/$kind/$name.py; there are: $(scripts "$kind" | tr '\n' ' ')"
  "$BIN/python" -m "tests.$kind.$name" "${@:3}"
}

lock() {
  # not the extra "encoder": torch is 2 GB, and nothing in the tests needs it
  "$BIN/uv" pip compile pyproject.toml --extra airflow --extra kafka --extra postgres --extra parquet --extra dev --python-version 3.11 --no-emit-index-url --no-annotate --no-header --upgrade -o constraints.txt
}

case "${1:-}" in
  install) install ;;
  check) check ;;
  test) tests "${@:2}" ;;
  test-old) test_old "${@:2}" ;;
  test-all) test_all "${@:2}" ;;
  bench) script bench "${@:2}" ;;
  eval) script evals "${@:2}" ;;
  up) infra/up.sh "${@:2}" ;;
  down) infra/down.sh "${@:2}" ;;
  golden) tests --rewrite-golden tests/golden ;;
  lock) need_install; lock ;;
  *) sed -n '2,15p' run.sh | sed 's/^# \{0,1\}//'; exit 2 ;;
esac
