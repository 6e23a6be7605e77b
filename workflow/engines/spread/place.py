"""Tell where a cluster is, whether it may be used, and what is wanted of it.

A place is ``ray`` or ``ray://HOST:PORT``. ``ray`` is a cluster that a command starts on this
machine and ends with itself. It is bound to the loopback interface, and has a token of its own.
``ray://HOST:PORT`` is one that is there: HOST:PORT is what ``ray start --head`` listens on for
other nodes (its GCS, 6379 unless told otherwise), and this machine is one of its nodes. It is not
the port of Ray Client (10001), which sends everything through one more server.

Who can reach an open port of Ray can run any program there, so a cluster that others may reach
needs Ray's token authentication.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.util import find_spec
from ipaddress import ip_address

from workflow.errors import ConfigError, EngineMissing, install_hint
from workflow.model import Project, say

LOCAL = "ray"
_SCHEME = "ray://"


def address(on: str) -> str:
    """Return where the cluster is, ``10.0.0.1:6379``; empty for one that is to be started."""
    return on.removeprefix(_SCHEME) if on != LOCAL else ""


def has_token() -> bool:
    """Tell whether Ray's token authentication is on, here."""
    return os.environ.get("RAY_AUTH_MODE", "").lower() == "token"


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine, over what no other machine reaches.

    >>> is_loopback("127.0.0.1"), is_loopback("[::1]"), is_loopback("10.0.0.1")
    (True, True, False)
    """
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def require(on: str) -> None:
    """Refuse a cluster that may not be used; nothing is connected yet.

    Raises:
        EngineMissing: Ray is not installed.
        ConfigError: others may reach the cluster, and it has no token.
    """
    if find_spec("ray") is None:
        raise EngineMissing(
            f"--on {on}",
            say("needs the library {name}", name="ray"),
            install_hint("ray"),
        )
    host, _, _ = address(on).rpartition(":")
    if host and not is_loopback(host) and not has_token():
        raise open_to_others(on)


def open_to_others(on: str) -> ConfigError:
    """Make the error that refuses a cluster without a token."""
    return ConfigError(
        f"--on {on}",
        say("is refused: whoever reaches this cluster could run programs on its machines"),
        say("Set {setting} here and on every node before `ray start`.",
            setting="RAY_AUTH_MODE=token"),
    )  # fmt: skip


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
