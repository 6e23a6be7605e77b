"""Count the processors this process may use, and tune its garbage collection.

They are those it may run on, within its container's quota. A container with ``--cpus 2`` on a
machine of 32 still *sees* 32: the quota is a matter of control groups. Theirs are the files
``cpu.max`` (version 2) and ``cpu.cfs_quota_us`` (version 1); see "Control Group v2" and "CFS
Bandwidth Control" in the Linux kernel's documentation. A group has no more than each group above
it.
"""

from __future__ import annotations

import atexit
import gc
import os
from collections.abc import Iterator
from contextlib import suppress
from math import ceil
from pathlib import Path, PurePosixPath


def is_local(on: str) -> bool:
    """Tell whether the setting ``on`` means this machine's processors rather than a cluster.

    >>> is_local("local:4"), is_local("ray")
    (True, False)
    """
    return on.partition(":")[0] == "local"


def granted(on: str) -> int:
    """Return how many processors of this machine the setting ``on`` grants.

    ``local`` grants all, ``local:4`` four; so does a cluster all that are here, for what is not
    sent to it.

    >>> granted("local:4")
    4
    """
    _, _, number = on.partition(":")
    return int(number) if is_local(on) and number else usable()


def usable(root: Path = Path("/")) -> int:
    """Return how many processors this process may use, at least one.

    Args:
        root: of the system, where it says which control groups there are.
    """
    seen = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min([seen, *(ceil(quota) for quota in _quotas(root))]))


def _quotas(root: Path) -> Iterator[float]:
    """Yield the quotas of this process's control groups, each in processors."""
    for folder in _groups(root):
        with suppress(OSError, ValueError):
            yield _of_version_2((folder / "cpu.max").read_text("ascii"))
        with suppress(OSError, ValueError):
            yield _ratio(*((folder / f"cpu.cfs_{each}_us").read_text("ascii")
                           for each in ("quota", "period")))  # fmt: skip


def _of_version_2(text: str) -> float:
    """Read ``200000 100000``, of how many microseconds so many may be used; ``max`` is any."""
    quota, period = text.split()
    return _ratio(quota, period)


def _ratio(quota: str, period: str) -> float:
    """Divide a quota by its period.

    Raises:
        ValueError: there is no quota.
    """
    used, of = int(quota), int(period)
    if used <= 0 or of <= 0:
        raise ValueError
    return used / of


def _groups(root: Path) -> Iterator[Path]:
    """Yield the folders of this process's groups that may have a quota, and those above them.

    In a container the group is often named as the machine outside sees it, and its folder is not
    there: what is mounted is the container's own. Of version 1, some kernels name the controllers
    in another order (``cpuacct,cpu``) than the folder does, which systemd also calls ``cpu``.
    """
    with suppress(OSError, ValueError):
        for line in (root / "proc/self/cgroup").read_text("utf-8").splitlines():
            _, controllers, name = line.split(":", 2)
            if not controllers or "cpu" in controllers.split(","):
                group = PurePosixPath(name.lstrip("/"))
                for folder in dict.fromkeys((controllers, controllers and "cpu")):
                    for each in (group, *group.parents):
                        yield root / "sys/fs/cgroup" / folder / each


#: New objects between two collections. Python's default of 700 is reached by every few sentences
#: and took a tenth of a command's time, 20,000 still 8 %; there is little garbage, since pages
#: release their articles themselves (``site/theming/template_code.py``).
_OBJECTS = 100_000


def collect_seldom() -> None:
    """Collect garbage seldom, and never among what is loaded already.

    At the end not at all: what goes with the process took up to a second to be looked through.
    """
    atexit.register(gc.freeze)
    gc.freeze()
    gc.set_threshold(_OBJECTS, 10, 10)
