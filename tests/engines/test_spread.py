"""Every sentence is drafted once and as it would be here, whatever becomes of the workers."""

from __future__ import annotations

import pickle
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.command import workflow
from workflow.engines.pseudo import PseudoEngine
from workflow.engines.spread import Spread, computes, place, ray_driver
from workflow.engines.spread.desk import ChunkWorker, description, errand_of
from workflow.engines.spread.dispatch import EACH, Dispatcher
from workflow.engines.spread.errands import (
    CHUNK,
    Chunk,
    ChunkAnswer,
    ChunkSource,
    Errand,
    News,
    NewsKind,
    PortGone,
)
from workflow.engines.spread.place import Plan
from workflow.errors import ConfigError, EngineError, EngineMissing, WorkflowError
from workflow.model import Draft, LlmSettings, Project, Request, Settings
from workflow.plugins import ENGINES, load, names
from workflow.protocols import Streaming
from workflow.store import locks
from workflow.store.locks import locks_of_one_machine

ROOT = Path("/nowhere")
REQUESTS = [Request(f"Record No. {number} {'was kept ' * (number % 7)}.") for number in range(300)]


class Scripted:
    """A port whose workers are real ones in this process, and meet a fate at each chunk.

    Attributes:
        fates: ``die``, ``hang``, ``break`` (the connection); with none left, all goes well.
        sent: how often each sentence went out.
        most: the most chunks that a worker had at a time.
        now: the time, which passes only where somebody waits in vain.
    """

    def __init__(self, workers: int, fates: Sequence[str] = (), spare: int = 0) -> None:
        self.workers, self.fates, self.spare = workers, deque(fates), spare
        self.sent: Counter[str] = Counter()
        self.most = 0
        self.closed = False
        self.now = 0.0
        self._news: deque[News] = deque()
        self._orders: dict[int, deque[tuple[int, bytes]]] = {}
        self._hung: set[int] = set()
        self._desk = ChunkWorker()
        self._desk.ready(Project(ROOT))

    def start(self, most: int) -> None:
        """Hire them."""
        self._news.append(News(NewsKind.EXPECT, min(most, self.workers)))
        for _ in range(min(most, self.workers)):
            self._hire()

    def _hire(self) -> None:
        number = len(self._orders) + len(self._hung) + 1000 * (2 - self.spare)
        while number in self._orders:
            number += 1
        self._orders[number] = deque()
        self._news.append(News(NewsKind.READY, number, text=f"n{number}"))

    def send(self, worker: int, chunk: int, order: bytes) -> None:
        """Put an order on a desk."""
        _, requests = pickle.loads(order)  # noqa: S301
        self.sent.update(request.text for request in requests)
        self._orders[worker].append((chunk, order))
        self.most = max(self.most, len(self._orders[worker]))

    def drop(self, worker: int) -> None:
        """End a worker."""
        self._hung.discard(worker)
        del self._orders[worker]
        self._replace()

    def _replace(self) -> None:
        if self.spare:
            self.spare -= 1
            self._hire()

    def hear(self, patience: float) -> list[News]:
        """Tell one thing."""
        if self._news:
            return [self._news.popleft()]
        free = [each for each, orders in self._orders.items() if orders and each not in self._hung]
        if not free:
            self.now += patience
            return []
        fate = self.fates.popleft() if self.fates else ""
        return list(self._met(free[-1], fate))

    def _met(self, worker: int, fate: str) -> Iterator[News]:
        if fate == "break":
            raise PortGone("scripted")
        if fate == "hang":
            self._hung.add(worker)
        elif fate == "die":
            del self._orders[worker]
            yield News(NewsKind.LOST, worker, text="scripted")
            self._replace()
        else:
            chunk, order = self._orders[worker].popleft()
            yield News(NewsKind.DONE, worker, chunk, answer=self.answered(worker, order))

    def answered(self, worker: int, order: bytes) -> bytes:
        """Do the work."""
        return self._desk.translate(order)

    def close(self) -> None:
        """Note it."""
        self.closed = True


def spread(port: Scripted) -> tuple[Spread, list[WorkflowError]]:
    """The pseudo engine over a port, and what is told."""
    told: list[WorkflowError] = []
    dispatcher = Dispatcher(port, told.append, lambda: port.now)
    dispatcher.expect(len(REQUESTS))
    return Spread(PseudoEngine(Project(ROOT)), dispatcher), told


def alone() -> dict[int, Draft]:
    """What the engine itself says."""
    return dict(PseudoEngine(Project(ROOT)).translate(REQUESTS, "en", "ko"))


def test_workers_draft_what_the_engine_would_and_each_has_two_chunks() -> None:
    port = Scripted(3)
    engine, told = spread(port)
    found = list(engine.translate(REQUESTS, "en", "ko"))
    assert dict(found) == alone()
    assert len(found) == len(REQUESTS)
    assert set(port.sent.values()) == {1}
    assert port.most == EACH
    assert not told


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from(["", "", "die", "hang", "break"]), max_size=12),
    st.integers(1, 4),
    st.integers(0, 2),
)
def test_whatever_becomes_of_the_workers_each_sentence_has_one_draft(
    fates: list[str], workers: int, spare: int
) -> None:
    port = Scripted(workers, fates, spare)
    engine, told = spread(port)
    found = list(engine.translate(REQUESTS, "en", "ko"))
    assert sorted(index for index, _ in found) == list(range(len(REQUESTS)))
    assert dict(found) == alone()
    if {"die", "hang", "break"} & set(fates) - set(port.fates):
        assert told


def test_with_nobody_left_the_rest_is_done_here_and_that_is_said() -> None:
    port = Scripted(1, ["", "die"])
    engine, told = spread(port)
    assert dict(engine.translate(REQUESTS, "en", "ko")) == alone()
    assert port.closed
    assert "the rest is done here" in told[-1].what
    assert sum(port.sent.values()) <= (EACH + 1) * CHUNK


def test_a_chunk_that_takes_one_worker_after_the_other_is_done_here_at_the_end() -> None:
    port = Scripted(9, ["die"] * 5)
    engine, _ = spread(port)
    assert dict(engine.translate(REQUESTS, "en", "ko")) == alone()
    assert not port.closed
    assert max(port.sent.values()) <= 3


class Lacking(Scripted):
    """One of its workers has another model."""

    lack = frozenset({0})

    def answered(self, worker: int, order: bytes) -> bytes:
        """Do the work."""
        if not self.lack or sorted(self._orders).index(worker) in self.lack:
            return pickle.dumps(ChunkAnswer(lacks="it has another model"))
        return super().answered(worker, order)


def test_a_node_without_the_model_takes_no_part() -> None:
    port = Lacking(2)
    engine, told = spread(port)
    assert dict(engine.translate(REQUESTS, "en", "ko")) == alone()
    assert [each.what for each in told] == ["does not take part: it has another model"]


def test_where_no_node_has_the_model_the_pair_is_refused() -> None:
    port = Lacking(2)
    port.lack = frozenset()
    engine, _ = spread(port)
    with pytest.raises(EngineMissing, match="another model"):
        list(engine.translate(REQUESTS, "en", "ko"))


def test_who_gives_an_errand_up_hears_of_it_once() -> None:
    """No node can do it: the first chunk that says so is the last one."""
    port = Lacking(2)
    port.lack = frozenset()
    dispatcher = Dispatcher(port, lambda told: None, lambda: port.now)
    dispatcher.expect(len(REQUESTS))
    errand = Errand("pseudo", "pseudo/1", (), "en", "ko")
    chunks = [Chunk(errand, (at,), (REQUESTS[at],)) for at in range(6)]
    errors = []
    for chunk, answer in dispatcher.each(iter(chunks), lambda chunk: iter(())):
        errors.append(answer.error)
        dispatcher.give_up(chunk.errand)
    assert [type(error) for error in errors][:1] == [EngineMissing]


def test_an_error_ends_its_pair_and_keeps_what_came_before(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(
        self: PseudoEngine, requests: Sequence[Request], source: str, target: str
    ) -> Iterator[tuple[int, Draft]]:
        yield 0, Draft("first", "pseudo/1")
        raise EngineError("model", "is damaged")

    engine, _ = spread(Scripted(1))
    monkeypatch.setattr(PseudoEngine, "translate", failing)
    found = []
    with pytest.raises(EngineError, match="damaged"):
        found += engine.translate(REQUESTS, "en", "ko")
    orders = [[(request, "en", "ko") for request in REQUESTS]]
    found = list(engine.stream(iter(orders)))
    assert [type(each).__name__ for _, each, _ in found] == ["Draft", "EngineError"]
    monkeypatch.undo()
    assert dict(engine.translate(REQUESTS, "en", "ko")) == alone()


def test_who_stops_gets_what_has_come() -> None:
    engine, _ = spread(Scripted(2))
    drafts = engine.translate(REQUESTS, "en", "ko")
    found = dict([next(drafts)])
    assert isinstance(drafts, Iterator)
    item = drafts.throw(KeyboardInterrupt())
    found[item[0]] = item[1]
    with suppress(KeyboardInterrupt):
        while True:
            found |= [next(drafts)]
    assert len(found) >= CHUNK // 2
    assert len(found) < len(REQUESTS)
    assert found.items() <= alone().items()


def test_the_place_changes_no_signature_and_takes_all_pairs_as_one_stream() -> None:
    engine, _ = spread(Scripted(1))
    assert isinstance(engine, Streaming)
    assert (engine.name, engine.signature("en", "ko")) == ("pseudo", "pseudo/1")
    assert engine.serves("en", "ko")
    assert not engine.serves("en", "en")


@settings(max_examples=40)
@given(st.lists(st.integers(0, 90), max_size=40), st.integers(1, 9))
def test_chunks_hold_every_sentence_once_and_one_pair_each(sizes: list[int], workers: int) -> None:
    order, total = [], 0
    for number, size in enumerate(sizes):
        target = ("ko", "zh-Hans")[number % 2]
        order.append([(Request("x" * (at % 9)), "en", target) for at in range(size)])
        total += size

    def errand(source: str, target: str) -> Errand:
        return Errand("e", "e/1", (), source, target)

    chunks = list(ChunkSource(iter(order), errand, lambda: workers))
    indices = [index for chunk in chunks for index in chunk.indices]
    assert sorted(indices) == list(range(total))
    flat = [each for part in order for each in part]
    for chunk in chunks:
        assert 0 < len(chunk.requests) <= CHUNK
        assert {flat[index][2] for index in chunk.indices} == {chunk.errand.target}
        assert [flat[index][0] for index in chunk.indices] == list(chunk.requests)


def test_only_engines_that_compute_are_spread() -> None:
    """What asks a service keeps its limits and its costs in one place."""
    project = Project(ROOT, Settings(llm=LlmSettings(url="http://127.0.0.1/", model="m")))
    found = {name for name in names(ENGINES) if computes(load(ENGINES, name)(project))}
    assert found >= {"argos", "ctranslate2", "pseudo"}
    assert not found & {"llm", "local", "deepl", "google"}


def test_a_worker_compares_the_model_first() -> None:
    desk = ChunkWorker()
    desk.ready(Project(ROOT))
    errand = errand_of(PseudoEngine(Project(ROOT)), "en", "ko")
    other = Errand(errand.engine, "pseudo/2", (), "en", "ko")
    assert lacking(desk, other) == "it has pseudo/1, not pseudo/2"
    changed = Errand(errand.engine, "pseudo/1", ("0" * 64,), "en", "ko")
    assert "files" in lacking(desk, changed)
    assert not lacking(desk, errand)


def lacking(desk: ChunkWorker, errand: Errand) -> str:
    """Say why a worker does not do a chunk."""
    answer = pickle.loads(desk.translate(pickle.dumps((errand, REQUESTS[:1]))))  # noqa: S301
    return str(answer.lacks or "")


@pytest.mark.parametrize("host", ["10.0.0.1", "ray.example.org", "[2001:db8::1]"])
def test_what_others_reach_needs_a_token(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "find_spec", lambda name: object())
    monkeypatch.delenv("RAY_AUTH_MODE", raising=False)
    with pytest.raises(ConfigError, match="whoever reaches"):
        place.require(f"ray://{host}:6379")
    monkeypatch.setenv("RAY_AUTH_MODE", "token")
    place.require(f"ray://{host}:6379")


@pytest.mark.parametrize(
    "on", ["ray", "ray://127.0.0.1:6379", "ray://localhost:1", "ray://[::1]:1"]
)
def test_this_machine_alone_needs_none(on: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "find_spec", lambda name: object())
    monkeypatch.delenv("RAY_AUTH_MODE", raising=False)
    place.require(on)


def test_without_the_extra_one_line_says_what_to_install(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "find_spec", lambda name: None)
    told = workflow("translate", "--on", "ray", project=project.root)
    assert told.code == 3
    assert "needs the library ray" in told.err
    assert "pip install 'translation-workflow[ray]'" in told.err


OURS = description()
NODES = {"a": {"NodeManagerHostname": "n1", "NodeManagerAddress": "127.0.0.1"}}
OPEN = {"a": {"NodeManagerHostname": "n1", "NodeManagerAddress": "10.0.0.7"}}


@pytest.mark.parametrize(
    ("told", "nodes", "words"),
    [
        (("3.12.0", OURS[1], ""), NODES, "another translation-workflow or Python"),
        ((OURS[0], "0.1 (00000000)", ""), NODES, "another translation-workflow or Python"),
        (None, NODES, "none of this version"),
        ("GetTimeoutError", NODES, "does not answer"),
        (OURS, OPEN, "whoever reaches"),
    ],
)
def test_a_cluster_that_is_not_as_this_machine_is_refused(
    told: object, nodes: dict[str, dict[str, str]], words: str
) -> None:
    plan = Plan("ray://127.0.0.1:6379", "127.0.0.1:6379", 1, 0, Project(ROOT))
    with pytest.raises(ConfigError, match=words):
        ray_driver._compare({"a": told}, plan, nodes, list(nodes.values()))
    ray_driver._compare({"a": OURS}, plan, NODES, list(NODES.values()))


@pytest.mark.parametrize(
    ("kind", "options", "refused"),
    [
        ("nfs4", "rw,nolock", True),
        ("nfs", "rw,local_lock=all", True),
        ("nfs4", "rw,local_lock=none,vers=4.2", False),
        ("fuse.sshfs", "rw", True),
        ("fuseblk", "rw", False),
        ("9p", "rw", True),
        ("cifs", "rw,vers=3.1.1", True),
        ("lustre", "rw,localflock", True),
        ("lustre", "rw,flock", False),
        ("ceph", "rw", False),
    ],
)
def test_locks_that_other_machines_may_not_see_are_refused(
    kind: str, options: str, refused: bool, tmp_path: Path
) -> None:
    listed = tmp_path / "mounts"
    listed.write_text(
        "/dev/sda / ext4 rw 0 0\n"
        f"s:/a {str(tmp_path).replace(' ', chr(92) + '040')} {kind} {options} 0 0\n"
    )
    if refused:
        with pytest.raises(ConfigError, match="machine"):
            locks_of_one_machine(tmp_path / "project", listed)
    else:
        locks_of_one_machine(tmp_path / "project", listed)
    locks_of_one_machine(Path("/usr"), listed)


def test_a_file_system_that_gives_a_lock_twice_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locks_of_one_machine(tmp_path)
    assert not list(tmp_path.iterdir())
    monkeypatch.setattr(locks, "try_lock", lambda _: True)
    with pytest.raises(ConfigError, match="twice"):
        locks_of_one_machine(tmp_path)
