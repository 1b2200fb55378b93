#!/usr/bin/env bash
# Starts a private PostgreSQL cluster on loopback, from the Debian packages, and waits until it answers.
# Settings: CONFLICTWIRE_POSTGRES_PORT (15432), CONFLICTWIRE_POSTGRES_PASSWORD (a random one when unset; it is
# written to .run/env.sh, readable by its owner only, and nowhere else), CONFLICTWIRE_POSTGRES_BIN.
# `--install` installs the package with apt-get when it is missing (root only). A second start does nothing.
#
# PostgreSQL refuses to run as root: then the cluster belongs to the user `postgres` and lies in a folder of its own under
# /var/tmp, where that user can reach it whatever the checkout's permissions are; .run/postgres/where says the folder. A
# checkout without that file makes a new cluster: one that another checkout of the same path left has another password.
. "$(dirname "${BASH_SOURCE[0]}")/../common.sh"

PORT="${CONFLICTWIRE_POSTGRES_PORT:-15432}"
HERE="$RUN/postgres"
PACKAGE_LINE="apt-get install -y postgresql-common postgresql"

find_bin() {
  local found
  if [ -n "${CONFLICTWIRE_POSTGRES_BIN:-}" ]; then say "$CONFLICTWIRE_POSTGRES_BIN"; return; fi
  found="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)"
  [ -n "$found" ] || found="$(dirname "$(command -v initdb 2>/dev/null || echo /initdb)")"
  [ -x "$found/initdb" ] && say "$found"
}

install_package() {
  [ "$(id -u)" = 0 ] || die "postgres: --install needs root; run: sudo $PACKAGE_LINE"
  say "postgres: installing the Debian package"
  # the package would start a cluster of its own on the default port: ours is enough
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || say "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive $PACKAGE_LINE -qq) >"$HERE/install.log" 2>&1 \
    || die "postgres: the package could not be installed, see $HERE/install.log"
}

choose_owner() {
  if [ "$(id -u)" != 0 ]; then OWNER=""; CLUSTER="$HERE/cluster"; return; fi
  OWNER=postgres
  getent passwd "$OWNER" >/dev/null || useradd --system --no-create-home --shell /usr/sbin/nologin "$OWNER"
  CLUSTER="$(cat "$HERE/where" 2>/dev/null || true)"
  [ -d "$CLUSTER" ] || CLUSTER="$(mktemp -d /var/tmp/conflictwire-postgres-XXXXXXXX)"
}

as_owner() { if [ -n "$OWNER" ]; then (cd / && runuser -u "$OWNER" -- "$@"); else "$@"; fi; }

choose_password() {
  if [ -n "${CONFLICTWIRE_POSTGRES_PASSWORD:-}" ]; then PASSWORD="$CONFLICTWIRE_POSTGRES_PASSWORD"
  elif [ -s "$HERE/password" ]; then PASSWORD="$(cat "$HERE/password")"
  else PASSWORD="$(od -An -N18 -tx1 /dev/urandom | tr -d ' \n')"; fi
  case "$PASSWORD" in *[!A-Za-z0-9._~-]*) die "postgres: the password may hold letters, digits and . _ ~ - only";; esac
  (umask 077; printf '%s' "$PASSWORD" >"$HERE/password")
}

create_cluster() {
  as_owner test -f "$CLUSTER/PG_VERSION" && return
  mkdir -p "$CLUSTER"; chmod 700 "$CLUSTER"
  [ -z "$OWNER" ] || chown "$OWNER" "$CLUSTER"
  # initdb wants the password in a file that its own user can read
  local secret made=0
  secret="$(as_owner mktemp)"
  printf '%s' "$PASSWORD" | as_owner tee "$secret" >/dev/null
  as_owner "$BIN/initdb" -D "$CLUSTER" -U conflictwire --auth-local=peer --auth-host=scram-sha-256 \
    --pwfile="$secret" -E UTF8 --locale=C.UTF-8 >"$HERE/initdb.log" 2>&1 || made=1
  rm -f "$secret"
  [ "$made" = 0 ] || { rm -rf -- "$CLUSTER"; die "postgres: the cluster could not be made, see $HERE/initdb.log"; }
  as_owner tee -a "$CLUSTER/postgresql.conf" >/dev/null <<EOF
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_buffers = 64MB
max_connections = 60
timezone = 'UTC'
log_timezone = 'UTC'
log_statement = 'none'
EOF
}

psql_as() { PGPASSWORD="$PASSWORD" "$BIN/psql" -X -q -h 127.0.0.1 -p "$PORT" -U conflictwire -v ON_ERROR_STOP=1 "$@"; }

running() { as_owner "$BIN/pg_ctl" -D "$CLUSTER" status >/dev/null 2>&1; }

create_databases() {
  local name
  for name in conflictwire conflictwire_test; do
    [ "$(psql_as -d postgres -Atc "select 1 from pg_database where datname = '$name'")" = 1 ] \
      || psql_as -d postgres -c "create database $name"
  done
  psql_as -d conflictwire -c "create schema if not exists state" -c "create schema if not exists warehouse" 2>/dev/null
}

write_exports() {
  local base="postgresql+psycopg://conflictwire:$PASSWORD@127.0.0.1:$PORT"
  mkdir -p "$RUN/env.d"
  (umask 077; cat >"$RUN/env.d/postgres.sh" <<EOF
export CONFLICTWIRE_STATE="$base/conflictwire?options=-csearch_path%3Dstate"
export CONFLICTWIRE_WAREHOUSE="$base/conflictwire?options=-csearch_path%3Dwarehouse"
export CONFLICTWIRE_TEST_POSTGRES="$base/conflictwire_test"
EOF
  )
  write_env
}

mkdir -p "$HERE"
BIN="$(find_bin)" || true
if [ -z "$BIN" ] && [ "${1:-}" = "--install" ]; then install_package; BIN="$(find_bin)" || true; fi
[ -n "$BIN" ] || die "postgres: PostgreSQL is missing; install it with: $PACKAGE_LINE (or give --install as root)"
choose_owner
choose_password
create_cluster
say "$CLUSTER" >"$HERE/where"; say "$BIN" >"$HERE/bin"; say "$OWNER" >"$HERE/owner"
if running; then
  say "postgres: already running"
else
  listens "$PORT" && die "postgres: port $PORT is taken by another program; set CONFLICTWIRE_POSTGRES_PORT"
  as_owner "$BIN/pg_ctl" -D "$CLUSTER" -l "$CLUSTER/server.log" -o "-p $PORT" -w -t 60 start >"$HERE/start.log" 2>&1 </dev/null \
    || die "postgres: the server did not start, see $CLUSTER/server.log"
  say "postgres: running on 127.0.0.1:$PORT, cluster $CLUSTER"
fi
psql_as -d postgres -Atc "select 1" >/dev/null 2>&1 \
  || die "postgres: the server on port $PORT refuses the password of .run/postgres; ./infra/down.sh --wipe makes a new cluster"
create_databases
write_exports
