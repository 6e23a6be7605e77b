"""A real Weblate on loopback, with PostgreSQL and Redis (or Valkey) of its own, for one test."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

#: Where `make test-all` puts Weblate, which needs a newer Python than the workflow.
PROGRAM = Path(__file__).parents[2] / ".venv-weblate/bin/weblate"
#: Where Debian has PostgreSQL's programs.
_POSTGRES = Path("/usr/lib/postgresql")
_SETTINGS = """
from weblate.settings_example import *
DEBUG = False
SITE_DOMAIN = "127.0.0.1:{port}"
SITE_URL = "http://127.0.0.1:{port}"
ALLOWED_HOSTS = ["*"]
SECRET_KEY = "of a test"
DATA_DIR = "{folder}/data"
CACHE_DIR = "{folder}/cache"
DATABASES["default"].update(NAME="postgres", USER="postgres", HOST="{sockets}")
CACHES["default"]["LOCATION"] = "redis://127.0.0.1:{redis}/1"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_BROKER_URL = "memory://"
CELERY_RESULT_BACKEND = None
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
VCS_ALLOW_SCHEMES = {{"http", "https", "ssh"}}
VCS_RESTRICT_PRIVATE = False
OTP_WEBAUTHN_RP_ID = "localhost"
OTP_WEBAUTHN_ALLOWED_ORIGINS = ["https://localhost"]
COMPRESS_ENABLED = False
STATIC_ROOT = "{folder}/static"
LOGGING = {{"version": 1, "disable_existing_loggers": True}}
"""


def missing() -> str:
    """Name what is not installed; empty where all is there."""
    redis = shutil.which("valkey-server") or shutil.which("redis-server")
    needed = {
        "Weblate (sh .ci/weblate)": PROGRAM.exists(),
        "PostgreSQL": any(_POSTGRES.glob("*/bin/initdb")),
        "Redis or Valkey": bool(redis),
    }
    return ", ".join(name for name, there in needed.items() if not there)


class Weblate:
    """Calls the API of a Weblate server as one of its users."""

    def __init__(self, origin: str, token: str) -> None:
        self.origin = origin
        self._token = token

    def call(self, method: str, path: str, body: object = None) -> Any:
        """Call the API and return what it answers.

        Raises:
            AssertionError: it refuses; the message is its own.
        """
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Token {self._token}", "Content-Type": "application/json"}
        request = Request(f"{self.origin}/api/{path}", data, headers, method=method)  # noqa: S310
        try:
            with urlopen(request, timeout=120) as reply:  # noqa: S310
                return json.loads(reply.read() or b"null")
        except HTTPError as error:
            raise AssertionError(f"{path}: {error.code} {error.read().decode()[:2000]}") from None


@contextmanager
def weblate(folder: Path, users: Mapping[str, str]) -> Iterator[dict[str, Weblate]]:
    """Run Weblate while the context lasts.

    Args:
        folder: empty; all that it keeps goes there.
        users: names and addresses of administrators.

    Yields:
        Its API as each of these users.
    """
    with ExitStack() as stack:
        port, redis = _free_port(), _free_port()
        sockets = stack.enter_context(_postgres(folder))
        stack.enter_context(_redis(redis))
        settings = _SETTINGS.format(port=port, redis=redis, folder=folder, sockets=sockets)
        (folder / "weblate_of_a_test.py").write_text(settings, "utf-8")
        for name in ("data", "cache", "static"):
            (folder / name).mkdir()
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "weblate_of_a_test",
            "PYTHONPATH": str(folder),
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "safe.directory",
            "GIT_CONFIG_VALUE_0": "*",
        }
        command = [str(PROGRAM)]
        subprocess.run(
            [*command, "migrate", "--verbosity=0", "--skip-checks"], env=environment, check=True
        )
        script = _make_users(users)
        made = subprocess.run(
            [*command, "shell", "--no-imports", "-c", script],
            env=environment, check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        tokens = json.loads(made.splitlines()[-1])
        server = subprocess.Popen(
            [*command, "runserver", "--noreload", "--insecure", f"127.0.0.1:{port}"],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        stack.callback(_end, server)
        origin = f"http://127.0.0.1:{port}"
        _wait_for(f"{origin}/healthz/")
        yield {name: Weblate(origin, token) for name, token in tokens.items()}


def _make_users(users: Mapping[str, str]) -> str:
    """Return a script for Weblate's shell that makes users and prints their tokens as JSON."""
    return f"""
import json
from rest_framework.authtoken.models import Token
from weblate.auth.models import User
tokens = {{}}
for name, address in {dict(users)!r}.items():
    user = User.objects.create_superuser(
        address.partition("@")[0], address, "of-a-test-1", full_name=name)
    tokens[name] = Token.objects.get_or_create(user=user)[0].key
print(json.dumps(tokens))
"""


@contextmanager
def _postgres(folder: Path) -> Iterator[Path]:
    """Run a database server of its own; yield the folder of the socket that it is reached by.

    The path of a socket has at most 107 bytes, which one in a test's own folder may exceed.
    """
    programs = max(_POSTGRES.glob("*/bin"))
    data, sockets = folder / "database", Path(tempfile.mkdtemp(dir="/tmp"))
    user: dict[str, Any] = {}
    data.mkdir()
    if os.getuid() == 0:  # it refuses to run as root
        for path in (data, sockets):
            shutil.chown(path, "postgres")
        for path in (folder, *folder.parents):
            if path.stat().st_uid == 0 and path.stat().st_mode & 0o077 == 0:
                path.chmod(path.stat().st_mode | 0o011)
        user = {"user": "postgres", "group": "postgres", "cwd": data}
    initdb = [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    subprocess.run([*initdb, "--no-sync"], check=True, stdout=subprocess.DEVNULL, **user)
    options = ("-c", "listen_addresses=", "-c", "fsync=off", "-k", str(sockets))
    with subprocess.Popen(
        [programs / "postgres", "-D", data, *options],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **user,
    ) as server:  # fmt: skip
        try:
            _wait(lambda: any(sockets.iterdir()))
            yield sockets
        finally:
            _end(server)
            shutil.rmtree(sockets)


@contextmanager
def _redis(port: int) -> Iterator[None]:
    program = shutil.which("valkey-server") or shutil.which("redis-server")
    assert program
    options = ("--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
    with subprocess.Popen([program, *options], stdout=subprocess.DEVNULL) as server:
        try:
            yield
        finally:
            _end(server)


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str) -> None:
    def answers() -> bool:
        try:
            with urlopen(address, timeout=5):  # noqa: S310
                return True
        except (URLError, OSError):
            return False

    _wait(answers)


def _wait(is_so: Any, seconds: int = 120) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "a server does not start"
        time.sleep(0.2)
