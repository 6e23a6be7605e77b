"""What travels between the coordinator and the workers, and who carries it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Protocol

from workflow.errors import WorkflowError
from workflow.model import Draft, Message, Request


@dataclass(frozen=True, slots=True)
class Errand:
    """What a worker must be able to do for a chunk: as the coordinator would, to the byte.

    Attributes:
        engine: its name.
        signature: of the engine for the pair.
        models: SHA-256 of the models' weights, where the engine has any.
        source, target: BCP 47 tags.
    """

    engine: str
    signature: str
    models: tuple[str, ...]
    source: str
    target: str


@dataclass(slots=True, eq=False)
class Chunk:
    """Some sentences that go to a worker together.

    Attributes:
        errand: what it takes.
        indices: what the caller calls the sentences.
        requests: the sentences.
        number: the later it was handed out, the higher.
        lost: how many workers were lost with it.
    """

    errand: Errand
    indices: tuple[int, ...]
    requests: tuple[Request, ...]
    number: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class ChunkAnswer:
    """What came of a chunk.

    Attributes:
        drafts: by place in the chunk.
        error: why the engine could not go on, if it could not.
        lacks: why this worker cannot do the errand as the coordinator would, if it cannot.
    """

    drafts: Sequence[tuple[int, Draft]] = ()
    error: WorkflowError | None = None
    lacks: Message | None = None


class NewsKind(Enum):
    """What a port tells.

    So many workers are expected; one is ready; one has answered; one is lost, with all it had; or
    the cluster cannot be used at all.
    """

    EXPECT = auto()
    READY = auto()
    DONE = auto()
    LOST = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class News:
    """Something that a port tells.

    Attributes:
        kind: what it is.
        worker: which one it is about; of ``EXPECT`` how many there will be.
        chunk: which one was answered.
        text: the node of a worker that is ready; why one was lost.
        answer: of ``DONE`` the pickled :class:`ChunkAnswer`; of ``REFUSED`` the pickled error.
    """

    kind: NewsKind
    worker: int = 0
    chunk: int = 0
    text: str = ""
    answer: bytes = field(default=b"", repr=False)


class PortGone(Exception):
    """The connection to all workers has broken; the text says why."""


class Port(Protocol):
    """Carries chunks to workers on other processors or machines, and what they say back.

    Workers are numbered as they come; one that is lost may be replaced by another number.
    """

    def start(self, most: int) -> None:
        """Ask for workers, so many at most; they come when they come."""

    def send(self, worker: int, chunk: int, order: bytes) -> None:
        """Send a worker an order, see :func:`~workflow.engines.spread.desk.ordered`.

        Raises:
            PortGone: there is no connection.
        """

    def drop(self, worker: int) -> None:
        """End a worker, whatever it is at; the port asks for another one.

        Raises:
            PortGone: there is no connection.
        """

    def hear(self, patience: float) -> Sequence[News]:
        """Wait for news, so many seconds at most.

        Raises:
            PortGone: the connection has broken.
        """

    def close(self) -> None:
        """End what was started."""
