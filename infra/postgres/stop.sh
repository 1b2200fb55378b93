#!/usr/bin/env bash
# Stops the private PostgreSQL cluster of this checkout. `--wipe` also removes it.
. "$(dirname "${BASH_SOURCE[0]}")/../common.sh"

HERE="$RUN/postgres"
if [ ! -s "$HERE/where" ]; then say "postgres: not running"; exit 0; fi
CLUSTER="$(cat "$HERE/where")"; BIN="$(cat "$HERE/bin")"; OWNER="$(cat "$HERE/owner")"
as_owner() { if [ -n "$OWNER" ]; then (cd / && runuser -u "$OWNER" -- "$@"); else "$@"; fi; }

if as_owner "$BIN/pg_ctl" -D "$CLUSTER" status >/dev/null 2>&1; then
  as_owner "$BIN/pg_ctl" -D "$CLUSTER" -m fast -w -t 60 stop >/dev/null
  say "postgres: stopped"
else
  say "postgres: not running"
fi
rm -f "$RUN/env.d/postgres.sh"
if [ "${1:-}" = "--wipe" ]; then rm -rf -- "$CLUSTER" "$HERE"; fi
write_env
