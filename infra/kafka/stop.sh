#!/usr/bin/env bash
# Stops the broker of this checkout. `--wipe` also removes its topics (.run/kafka/log).
. "$(dirname "${BASH_SOURCE[0]}")/../common.sh"

HERE="$RUN/kafka"
MARK="kafka.Kafka $HERE/server.properties"
gone() { ! alive "$HERE/pid" "$MARK"; }

if alive "$HERE/pid" "$MARK"; then
  kill "$(cat "$HERE/pid")"
  wait_for 30 gone || { say "kafka: it did not stop within 30 s and is killed"; kill -9 "$(cat "$HERE/pid")"; }
  say "kafka: stopped"
else
  say "kafka: not running"
fi
rm -f "$HERE/pid" "$RUN/env.d/kafka.sh"
[ "${1:-}" = "--wipe" ] && rm -rf "$HERE/log"
write_env
