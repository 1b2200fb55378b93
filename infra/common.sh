# Sourced by the scripts of this folder: where things are, and how to wait for them.
set -euo pipefail

INFRA="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
CHECKOUT="$(dirname "$INFRA")"
RUN="$CHECKOUT/.run"

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

# alive PIDFILE MARK: the process of the file runs, and its command line holds MARK (pids are reused).
alive() {
  local pid
  [ -s "$1" ] || return 1
  pid="$(cat "$1")"
  [ -r "/proc/$pid/cmdline" ] || { kill -0 "$pid" 2>/dev/null && [ ! -d /proc ]; return; }
  tr '\0' ' ' <"/proc/$pid/cmdline" | grep -qF -- "$2"
}

# listens PORT: something on loopback accepts connections there.
listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# wait_for SECONDS COMMAND…: until the command succeeds; fails after that time.
wait_for() {
  local left=$(( $1 * 5 )); shift
  until "$@" >/dev/null 2>&1; do
    left=$((left - 1)); [ "$left" -gt 0 ] || return 1
    sleep 0.2
  done
}

# write_env: gathers the parts that the running services left into one file that can be sourced.
write_env() {
  mkdir -p "$RUN"
  (
    umask 077
    cat "$RUN"/env.d/*.sh 2>/dev/null >"$RUN/env.sh.new" || true
    mv "$RUN/env.sh.new" "$RUN/env.sh"
  )
}
