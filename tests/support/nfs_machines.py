"""Two machines that share a folder by NFS: a Linux kernel that runs as a process serves it to both.

The kernel is User Mode Linux, with the files of this machine as its own, read-only. A machine is a
network namespace of it, with an address, a name and a mount of its own, so that the server sees two
clients, as it does two real ones.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

#: Where ``.ci/nfs`` puts the kernel and the programs.
TOOLS = Path(sys.prefix) / "share" / "nfs"
REPOSITORY = Path(__file__).parents[2]
#: Where both machines see the shared folder; where all see what is given and kept.
SHARED, KEPT = Path("/mnt/shared"), Path("/mnt/kept")
#: Seconds after which a server gives away what a client holds that it hears nothing of.
LEASE = 10

_START = """#!/bin/sh
mount -t proc proc /proc; mount -t sysfs sys /sys
for folder in /run /mnt /var/lib /tmp; do mount -t tmpfs tmpfs $folder; done
mkdir -p {kept} /mnt/export {shared} /run/rpc_pipefs /var/lib/nfs/sm /var/lib/nfs/v4recovery
mount -t hostfs none {kept} -o hostfs={folder}
exec >{kept}/log 2>&1
export PATH={tools}/usr/sbin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/run PYTHONDONTWRITEBYTECODE=1
export LD_LIBRARY_PATH={tools}/usr/lib/x86_64-linux-gnu
for module in sunrpc grace lockd netfs nfs dns_resolver nfsv4 nfs_acl oid_registry auth_rpcgss \\
  nfsd veth; do insmod $(find {tools}/usr/lib/uml/modules -name $module.ko); done
ip link set lo up
mount -t nfsd nfsd /proc/fs/nfsd
touch /var/lib/nfs/etab /var/lib/nfs/rmtab
exportfs -i -o rw,no_root_squash,insecure,fsid=0,no_subtree_check '*:/mnt/export'
rpc.mountd -N 3 --foreground >/dev/null 2>&1 &
for limit in lease grace; do echo {lease} >/proc/fs/nfsd/nfsv4${{limit}}time; done
rpc.nfsd -N 3 -U --host 0.0.0.0 4
on() {{ eval place=\\$machine$1; shift; nsenter -t $place -n -m -u "$@"; }}
for number in 1 2; do
  unshare -n -m -u sleep 100000 & eval machine$number=$!
done
sleep 1
for number in 1 2; do
  eval place=\\$machine$number
  ip link add v$number type veth peer name eth0 netns $place
  ip addr add 10.0.$number.1/24 dev v$number
  ip link set v$number up
  on $number sh -c "ip link set lo up; ip addr add 10.0.$number.2/24 dev eth0
    ip link set eth0 up; hostname machine$number
    mount.nfs4 10.0.$number.1:/ {shared} -o retry=0; grep {shared} /proc/mounts"
done
cd {repository}
{steps}
echo o >/proc/sysrq-trigger
sleep 60
"""


def missing() -> str:
    """Say why there can be no such machines here; empty where there can."""
    if os.geteuid() != 0 or not (TOOLS / "usr/bin/linux.uml").is_file():
        return "there is no User Mode Linux, or no right to start it: make test-all fetches it"
    return ""


def run(folder: Path, steps: str, patience: float) -> str:
    """Carry out steps, lines of a shell; return what was printed, or fail with why none began.

    Args:
        folder: what all see at :data:`KEPT`, and where the log is.
        steps: ``on 1 COMMAND`` runs a command on the first machine.
        patience: seconds that all may take.
    """
    start = folder / "start"
    start.write_text(
        _START.format(kept=KEPT, shared=SHARED, folder=folder, tools=TOOLS, lease=LEASE,
                      repository=shlex.quote(str(REPOSITORY)), steps=steps)
    )  # fmt: skip
    start.chmod(0o755)
    kernel = subprocess.run(
        [TOOLS / "usr/bin/linux.uml", "mem=768M", "rootfstype=hostfs", "rootflags=/", "ro", "quiet",
         f"init={start}", "con=null", "con0=null,fd:1", "con1=null,null"],
        stdin=subprocess.DEVNULL, capture_output=True, timeout=patience, check=False,
        env={"HOME": str(folder), "TMPDIR": str(folder), "PATH": os.environ["PATH"]},
    )  # fmt: skip
    log = folder / "log"
    assert log.exists(), f"the kernel did not get as far: {kernel.stdout.decode()[-2000:]}"
    return log.read_text("utf-8", "replace")
