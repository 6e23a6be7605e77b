"""A container's quota counts as much as the processors that are there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workflow.store.processors import granted, usable


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine of sixteen processors."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(16)), raising=False)


def groups(root: Path, own: str, files: dict[str, str]) -> Path:
    """A system with control groups."""
    for name, text in {"proc/self/cgroup": own, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def test_a_quota_of_two_gives_two_in_a_container(tmp_path: Path) -> None:
    root = groups(tmp_path, "0::/\n", {"sys/fs/cgroup/cpu.max": "200000 100000\n"})
    assert usable(root) == 2


def test_the_quota_of_a_group_above_counts(tmp_path: Path) -> None:
    files = {
        "sys/fs/cgroup/a/cpu.max": "250000 100000\n",
        "sys/fs/cgroup/a/b/cpu.max": "max 100000\n",
    }
    assert usable(groups(tmp_path, "0::/a/b\n", files)) == 3


def test_an_older_kernel_says_it_elsewhere(tmp_path: Path) -> None:
    for named, folder in (("cpu,cpuacct", "cpu,cpuacct"), ("cpuacct,cpu", "cpu")):
        files = {
            f"sys/fs/cgroup/{folder}/cpu.cfs_quota_us": "150000\n",
            f"sys/fs/cgroup/{folder}/cpu.cfs_period_us": "100000\n",
        }
        own = f"5:{named}:/docker/0123\n4:memory:/docker/0123\n"
        assert usable(groups(tmp_path / folder, own, files)) == 2


def test_the_processors_that_a_process_may_run_on_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3}, raising=False)
    assert granted("local") == 1


@pytest.mark.parametrize("text", ["max 100000\n", "-1 100000\n", "nonsense", ""])
def test_without_a_quota_all_are_used(tmp_path: Path, text: str) -> None:
    assert usable(groups(tmp_path, "0::/\n", {"sys/fs/cgroup/cpu.max": text})) == 16
    assert usable(tmp_path / "nothing") == 16


def test_who_names_a_number_gets_it() -> None:
    assert granted("local:3") == 3
    assert granted("local") == usable()
