"""Locks of ours hold between machines that share a folder by NFS, and so does what they protect."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.support.command import workflow
from tests.support.nfs_machines import KEPT, LEASE, SHARED, missing, run

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(missing()), reason=missing() or "-")]

TIMES = 50
_DATES = re.compile(rb'"(?:POT-Creation|PO-Revision)-Date: [^"]*"')
#: Adds one to a number in a file, again and again, each time under our lock.
_COUNT = f"""
import sys
from pathlib import Path
from workflow.store.files import write_atomic
from workflow.store.locks import locked

place = Path({str(SHARED)!r})
for _ in range({TIMES}):
    with locked(place / "locks", place / "number"):
        number = int((place / "number").read_text())
        write_atomic(place / "number", str(number + 1).encode())
"""
#: Holds the lock of a file until it is killed, or its machine is cut off.
_HOLD = f"""
import time
from pathlib import Path
from workflow.store.locks import lock_file

with lock_file(Path({str(SHARED)!r}) / sys.argv[1]):
    print("held", sys.argv[1], flush=True)
    time.sleep(1000)
"""
_TRY = f"""
import os, sys
from pathlib import Path
from workflow.store.locks import try_lock

file = os.open(Path({str(SHARED)!r}) / sys.argv[1], os.O_RDWR)
print(sys.argv[2], try_lock(file), flush=True)
"""
_PYTHON = sys.executable
_STEPS = f"""
on 1 sh -c 'echo 0 >{SHARED}/number'
(on 1 {_PYTHON} {KEPT}/count.py) & one=$!
on 2 {_PYTHON} {KEPT}/count.py
wait $one
echo "number $(on 2 cat {SHARED}/number)"

held() {{ while kill -0 $! && ! grep -q "^held $1" {KEPT}/log; do sleep 1; done; }}
on 1 {_PYTHON} {KEPT}/hold.py a & holder=$!
held a
on 2 {_PYTHON} {KEPT}/try.py a while-held
pkill -9 -f 'hold.py a'; wait $holder
on 2 {_PYTHON} {KEPT}/try.py a after-kill

on 1 cp -r {KEPT}/project {SHARED}/parts
on 1 cp -r {KEPT}/project {SHARED}/same
for which in parts same; do
  for number in 1 2; do
    part=; [ $which = parts ] && part="--shard $number/2"
    on $number {_PYTHON} -m workflow -C {SHARED}/$which -q translate $part & eval work$number=$!
  done
  wait $work1; echo "$which 1 $?"; wait $work2; echo "$which 2 $?"
  on 1 {_PYTHON} -m workflow -C {SHARED}/$which -q translate; echo "$which again $?"
  cp -r /mnt/export/$which {KEPT}/$which
done

on 1 {_PYTHON} {KEPT}/hold.py b & held b
ip link set v1 down; sleep {2 * LEASE + 5}
on 2 {_PYTHON} {KEPT}/try.py b after-loss
"""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """What two machines have done, and printed."""
    folder = tmp_path_factory.mktemp("nfs")
    project = folder / "project"
    for name in ("seeds", "glossary"):
        (project / name).mkdir(parents=True)
    (project / "workflow.toml").write_text('engine = "pseudo"\ntargets = ["ko", "zh-Hans"]\n')
    for number in range(8):
        text = f"Article {number}\n\nThe ship No. {number} left on Monday. Nobody was hurt.\n"
        (project / "seeds" / f"article-{number}.txt").write_text(text)
    for name, text in {"count": _COUNT, "hold": f"import sys\n{_HOLD}", "try": _TRY}.items():
        (folder / f"{name}.py").write_text(text)
    return folder, run(folder, _STEPS, 1200)


def test_both_machines_have_it_by_nfs(shown: tuple[Path, str]) -> None:
    for number in (1, 2):
        assert f"10.0.{number}.1:/ {SHARED} nfs4 " in shown[1]


def test_what_one_machine_writes_under_a_lock_no_other_overwrites(shown: tuple[Path, str]) -> None:
    assert f"number {2 * TIMES}\n" in shown[1]


def test_a_lock_is_refused_while_another_machine_holds_it(shown: tuple[Path, str]) -> None:
    assert "while-held False\n" in shown[1]
    assert "after-kill True\n" in shown[1]
    assert "after-loss True\n" in shown[1]


@pytest.mark.parametrize("which", ["parts", "same"])
def test_two_machines_translate_at_once(shown: tuple[Path, str], which: str) -> None:
    """Each its part of the seeds, or both all of them: the PO files are those of one machine."""
    folder, said = shown
    for end in ("1 0", "2 0", "again 0"):
        assert f"{which} {end}\n" in said
    workflow("-q", "translate", project=folder / "project")
    alone, both = (
        {
            path.relative_to(place).as_posix(): _DATES.sub(b"", path.read_bytes())
            for path in (place / "locales").rglob("*.po")
        }
        for place in (folder / "project", folder / which)
    )
    assert both == alone
    assert len(both) == 16
