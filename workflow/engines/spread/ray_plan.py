"""What is wanted of Ray: which cluster, for what, with how much for each worker."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.model import Project


@dataclass(frozen=True, slots=True)
class Plan:
    """Which cluster is used, and what for.

    Attributes:
        on: as the user says it, for messages.
        address: of a cluster that is there, ``HOST:PORT``; empty to start one.
        processors: of the one that is started.
        gpus: that a worker needs.
        project: whose engines are used.
        folder: for what the cluster that is started writes; made with it.
    """

    on: str
    address: str
    processors: int
    gpus: int
    project: Project
    folder: str = ""

    @property
    def needs(self) -> dict[str, int]:
        """What Ray is to grant each worker."""
        return {"num_cpus": 1, "num_gpus": self.gpus}
