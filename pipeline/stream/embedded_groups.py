"""Consumer groups in the stream file: who is a member, who owns which partition, what is committed.

A member shows a sign of life every few seconds and is dropped after the session time-out, or at once when its process
is known to be gone (a restart after kill -9 must not wait). Every change of the members divides the partitions anew,
each kept where it is when that is fair. An assignment carries the generation in which its owner got it: a commit holds
only from that owner of that generation, so that a consumer that was away is fenced.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import LeaseLost
from pipeline.stream.base import TopicPartition

Ownership = dict[TopicPartition, int]
"""Partition → the generation in which its owner got it."""


@dataclass(frozen=True, slots=True)
class Member:
    """One consumer of one group. ``process`` says where it runs, see `this_process`."""

    group: str
    name: str
    topics: tuple[str, ...]
    process: str
    session_timeout_s: float


def this_process() -> str:
    """Pid, start time and pid name space of this process: together they name it on this machine."""
    pid = os.getpid()
    return json.dumps([pid, _started(pid), _name_space()])


def generation_of(connection: sqlite3.Connection, group: str) -> int:
    """The generation of a group: grows with every change of its members; 0 for a new one."""
    row = connection.execute("select generation from groups where name = ?", (group,)).fetchone()
    return int(row[0]) if row else 0


def ownership_of(connection: sqlite3.Connection, member: Member) -> Ownership:
    """What a member owns now."""
    query = "select topic, partition, generation from assignments where group_name = ? and member = ?"
    rows = connection.execute(query, (member.group, member.name))
    return {TopicPartition(topic, partition): generation for topic, partition, generation in rows}


def show_life(connection: sqlite3.Connection, member: Member, now: float) -> None:
    """Join the group or stay in it, and drop members that are gone; within the caller's transaction."""
    joined = not connection.execute(
        "update members set deadline = ? where group_name = ? and member = ?",
        (now + member.session_timeout_s, member.group, member.name),
    ).rowcount
    if joined:
        row = (member.group, member.name, json.dumps(member.topics), member.process, now + member.session_timeout_s)
        connection.execute("insert into members values (?, ?, ?, ?, ?)", row)
    if _drop_gone(connection, member.group, now) or joined:
        _divide(connection, member.group)


def leave(connection: sqlite3.Connection, member: Member) -> None:
    """Leave the group and give its partitions to the others; within the caller's transaction."""
    if _drop(connection, member.group, member.name):
        _divide(connection, member.group)


def commit_offsets(
    connection: sqlite3.Connection, member: Member, owned: Ownership, next_offsets: Mapping[TopicPartition, int]
) -> None:
    """Store next offsets, within the caller's transaction; LeaseLost when one partition is the member's no more."""
    current = ownership_of(connection, member)
    lost = sorted(tp for tp in next_offsets if tp not in owned or current.get(tp) != owned[tp])
    if lost:
        raise LeaseLost(f"group {member.group}: {lost[0].topic}[{lost[0].partition}] belongs to another consumer now")
    rows = [(member.group, tp.topic, tp.partition, offset) for tp, offset in next_offsets.items()]
    connection.executemany("insert or replace into group_offsets values (?, ?, ?, ?)", rows)


def committed(connection: sqlite3.Connection, group: str) -> dict[TopicPartition, int]:
    """The next offsets that a group has committed."""
    query = "select topic, partition, next from group_offsets where group_name = ?"
    return {TopicPartition(topic, partition): next_ for topic, partition, next_ in connection.execute(query, (group,))}


def _drop_gone(connection: sqlite3.Connection, group: str, now: float) -> bool:
    query = "select member, process, deadline from members where group_name = ?"
    members = connection.execute(query, (group,)).fetchall()
    gone = [name for name, process, deadline in members if deadline < now or _is_dead(process)]
    return any([_drop(connection, group, name) for name in gone])


def _drop(connection: sqlite3.Connection, group: str, name: str) -> bool:
    statement = "delete from members where group_name = ? and member = ?"
    return connection.execute(statement, (group, name)).rowcount > 0


def _divide(connection: sqlite3.Connection, group: str) -> None:
    """Divide the partitions of every topic among its subscribers, and begin a new generation."""
    generation = generation_of(connection, group) + 1
    connection.execute("insert or replace into groups values (?, ?)", (group, generation))
    rows = connection.execute("select member, topics from members where group_name = ? order by member", (group,))
    members = {name: json.loads(topics) for name, topics in rows.fetchall()}
    old = connection.execute(
        "select topic, partition, member, generation from assignments where group_name = ?", (group,)
    )
    owners = {TopicPartition(topic, partition): (name, since) for topic, partition, name, since in old.fetchall()}
    connection.execute("delete from assignments where group_name = ?", (group,))
    for topic in sorted({topic for topics in members.values() for topic in topics}):
        count = connection.execute("select count(*) from partitions where topic = ?", (topic,)).fetchone()[0]
        tps = [TopicPartition(topic, number) for number in range(count)]
        subscribers = [name for name, topics in members.items() if topic in topics]
        kept = {tp: owners[tp][0] for tp in tps if tp in owners}
        for tp, name in divide(tps, subscribers, kept).items():
            since = owners[tp][1] if kept.get(tp) == name else generation
            connection.execute(
                "insert into assignments values (?, ?, ?, ?, ?)", (group, tp.topic, tp.partition, name, since)
            )


def divide(
    tps: Sequence[TopicPartition], members: Sequence[str], kept: Mapping[TopicPartition, str]
) -> dict[TopicPartition, str]:
    """Give every partition a member, as evenly as can be, each to its old member where that is even."""
    shares: dict[str, list[TopicPartition]] = {name: [] for name in members}
    fair, larger = divmod(len(tps), len(members))
    spare = []
    for tp in tps:
        mine = shares.get(kept.get(tp, ""))
        # `larger` members may hold one more than the fair share
        bound = fair + (sum(len(share) > fair for share in shares.values()) < larger)
        if mine is not None and len(mine) < bound:
            mine.append(tp)
        else:
            spare.append(tp)
    for tp in spare:
        min(shares.values(), key=len).append(tp)
    return {tp: name for name, share in shares.items() for tp in share}


def _is_dead(process: str) -> bool:
    """Whether the process is known to be gone: only a process of our own name space can be."""
    pid, started, name_space = json.loads(process)
    if name_space != _name_space():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return bool(started) and _started(pid) != started


def _started(pid: int) -> str:
    """When a process started, in clock ticks since boot: tells it from a later one with the same pid; "" if unknown."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
    # the command's name, in parentheses, may hold spaces; the start time is the 20th field after it
    return stat.rpartition(")")[2].split()[19]


def _name_space() -> str:
    try:
        return str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        return ""
