#!/usr/bin/env bash
# infra/up.sh [--install] [kafka] [postgres]: starts the named services (both when none is named) on loopback and prints
# what to export. Idempotent. `--install` lets it install PostgreSQL with apt-get (root only).
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

install="" services=()
for word in "$@"; do
  case "$word" in
    --install) install=--install ;;
    kafka | postgres) services+=("$word") ;;
    *) die "usage: infra/up.sh [--install] [kafka] [postgres]" ;;
  esac
done
[ ${#services[@]} -gt 0 ] || services=(kafka postgres)
for service in "${services[@]}"; do
  if [ "$service" = postgres ]; then "$INFRA/postgres/start.sh" $install; else "$INFRA/kafka/start.sh"; fi
done
say ""
say "To use them:  source .run/env.sh"
# the password stays in that file
sed -E 's#(://[^:]*:)[^@]*@#\1***@#' "$RUN/env.sh"
