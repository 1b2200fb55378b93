#!/usr/bin/env bash
# Starts one Apache Kafka broker (KRaft, no Docker) on loopback and waits until it answers.
# Settings: CONFLICTWIRE_KAFKA_PORT (19092; the controller takes the next), CONFLICTWIRE_KAFKA_HEAP (400m).
# A second start does nothing. Jars, logs and data lie under .run/kafka of the checkout.
. "$(dirname "${BASH_SOURCE[0]}")/../common.sh"

PORT="${CONFLICTWIRE_KAFKA_PORT:-19092}"
HEAP="${CONFLICTWIRE_KAFKA_HEAP:-400m}"
HERE="$RUN/kafka"
MARK="kafka.Kafka $HERE/server.properties"

need() {
  command -v "$1" >/dev/null || die "kafka: $1 is missing; install it with: apt-get install -y openjdk-17-jre-headless maven"
}

fetch_jars() {
  local stamp="$HERE/lib/.complete"
  cmp -s "$INFRA/kafka/pom.xml" "$stamp" && return
  say "kafka: fetching the jars with Maven (about 100 MB the first time)"
  rm -rf "$HERE/lib"; mkdir -p "$HERE/lib"
  mvn -q -B -f "$INFRA/kafka/pom.xml" dependency:copy-dependencies -DoutputDirectory="$HERE/lib" >"$HERE/maven.log" 2>&1 \
    || die "kafka: Maven could not fetch the jars, see $HERE/maven.log"
  cp "$INFRA/kafka/pom.xml" "$stamp"
}

write_properties() {
  cat >"$HERE/server.properties" <<EOF
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$((PORT + 1))
listeners=PLAINTEXT://127.0.0.1:$PORT,CONTROLLER://127.0.0.1:$((PORT + 1))
advertised.listeners=PLAINTEXT://127.0.0.1:$PORT
controller.listener.names=CONTROLLER
log.dirs=$HERE/log
num.partitions=1
num.network.threads=2
num.io.threads=4
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
log.segment.bytes=67108864
# an index file is allocated in full for each partition: the default of 10 MB is for big brokers
log.index.size.max.bytes=1048576
message.max.bytes=16777216
replica.fetch.max.bytes=16777216
log.cleaner.dedupe.buffer.size=8388608
EOF
}

format_storage() {
  [ -f "$HERE/log/meta.properties" ] && return
  local id
  id="$(java -Xmx64m -cp "$HERE/lib/*" kafka.tools.StorageTool random-uuid 2>/dev/null | tail -1)"
  java -Xmx128m -cp "$HERE/lib/*" kafka.tools.StorageTool format -t "$id" -c "$HERE/server.properties" >"$HERE/format.log" 2>&1 \
    || die "kafka: the log folder could not be formatted, see $HERE/format.log"
}

launch() {
  setsid nohup java -Xms128m -Xmx"$HEAP" -XX:MaxMetaspaceSize=128m -XX:+UseSerialGC -XX:TieredStopAtLevel=4 \
    -Dorg.slf4j.simpleLogger.showDateTime=true -Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd\'T\'HH:mm:ss \
    -Dorg.slf4j.simpleLogger.defaultLogLevel=info \
    -cp "$HERE/lib/*" kafka.Kafka "$HERE/server.properties" </dev/null >>"$HERE/server.log" 2>&1 &
  echo $! >"$HERE/pid"
}

ready() { alive "$HERE/pid" "$MARK" && listens "$PORT" && grep -q 'Kafka Server started' "$HERE/server.log"; }

write_exports() {
  mkdir -p "$RUN/env.d"
  cat >"$RUN/env.d/kafka.sh" <<EOF
export CONFLICTWIRE_STREAM="kafka://127.0.0.1:$PORT"
export CONFLICTWIRE_TEST_KAFKA="kafka://127.0.0.1:$PORT"
EOF
  write_env
}

mkdir -p "$HERE"
if alive "$HERE/pid" "$MARK"; then
  say "kafka: already running, process $(cat "$HERE/pid")"
else
  need java; need mvn
  listens "$PORT" && die "kafka: port $PORT is taken by another program; set CONFLICTWIRE_KAFKA_PORT"
  fetch_jars
  write_properties
  format_storage
  : >"$HERE/server.log"
  launch
  wait_for 60 ready || die "kafka: the broker did not answer within 60 s, see $HERE/server.log"
  say "kafka: running on 127.0.0.1:$PORT, process $(cat "$HERE/pid"), log $HERE/server.log"
fi
write_exports
