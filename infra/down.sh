#!/usr/bin/env bash
# infra/down.sh [--wipe] [kafka] [postgres]: stops the named services (both when none is named). `--wipe` also removes
# their topics and tables.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

wipe="" services=()
for word in "$@"; do
  case "$word" in
    --wipe) wipe=--wipe ;;
    kafka | postgres) services+=("$word") ;;
    *) die "usage: infra/down.sh [--wipe] [kafka] [postgres]" ;;
  esac
done
[ ${#services[@]} -gt 0 ] || services=(kafka postgres)
for service in "${services[@]}"; do "$INFRA/$service/stop.sh" $wipe; done
