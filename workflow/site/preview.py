"""Serve the built site as a preview: rebuild it when a file changes, and reload the page.

For the author's own machine, not for the public: it answers only to its own names
(:mod:`workflow.local_server`). Reloading uses one waiting script request, so the pages' content
security policy holds here as it does in public. The request names the build that the page is from,
so that a build that ends while a page is loading is not missed.
"""

from __future__ import annotations

import mimetypes
import os
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from pathlib import Path, PurePosixPath

from workflow.errors import PublishError, WorkflowError
from workflow.local_server import AllowedHosts, LocalServer
from workflow.model import Finding, Project, say
from workflow.store.digests import edition

#: Seconds between two looks at the project's files.
INTERVAL = 0.5
_RELOAD = "/-/reload.js"
_WAIT = "/-/wait.js"
_CLIENT = b"""const build = new URL(document.currentScript.src).search.slice(1);
addEventListener("load", () => {
  const wait = () => {
    const script = document.createElement("script");
    script.src = `/-/wait.js?${build}&${Date.now()}`;
    script.onload = () => { script.remove(); wait(); };
    script.onerror = () => { script.remove(); setTimeout(wait, 1000); };
    document.head.append(script);
  };
  wait();
});
"""
#: Media types that Python does not know, or not on every machine.
_TYPES = {
    ".epub": "application/epub+zip",
    ".js": "text/javascript",
    ".md": "text/markdown",
    ".tmx": "application/x-tmx+xml",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}


def media_type(path: str) -> str:
    """Return the media type that a server tells of a file of the site.

    >>> media_type("ko/x/index.html"), media_type("ko/x/x.ko.epub")
    ('text/html; charset=utf-8', 'application/epub+zip')
    """
    suffix = PurePosixPath(path).suffix.lower()
    found = _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    text = found.startswith("text/") or found in {"application/xml", "application/json"}
    return f"{found}; charset=utf-8" if text else found


def serve(  # noqa: PLR0913 - what may vary has a name and a default
    project: Project,
    rebuild: Callable[[], Iterable[WorkflowError | Finding]],
    address: tuple[str, int],
    opened: Callable[[str], None],
    on_event: Callable[[str], None],
    *,
    due: Callable[[], bool] = lambda: False,
) -> None:
    """Serve ``site/`` until interrupted with Ctrl-C, which ends it quietly.

    Args:
        project: the project.
        rebuild: builds the site, or raises an error and leaves the old one; gives what is wrong
            with it. Called once at the start and after every change.
        address: host and port to listen on; port 0 for any free one.
        opened: called with the address as soon as it answers.
        on_event: called with one line for what happens: a rebuild, an error.
        due: whether the site is to be built again though no file has changed.

    Raises:
        WorkflowError: the site cannot be built at the start, or the address not be listened on.
    """
    before = snapshot(project)
    for error in rebuild():
        on_event(_told(error))
    server = _listening(project.site, *address)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        opened(server.url)
        for _ in changes(project, INTERVAL, before, due):
            _again(rebuild, on_event)
            server.reload()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
        thread.join()


def _listening(folder: Path, host: str, port: int) -> PreviewServer:
    """Make the server of a folder.

    Raises:
        PublishError: the address cannot be listened on.
    """
    try:
        return PreviewServer(folder, host, port)
    except OSError as error:
        option = "--host" if isinstance(error, socket.gaierror) else "--port"
        raise PublishError(
            f"{host}:{port}",
            (error.strerror or "").lower() or say("cannot listen"),
            say("Choose another {option}.", option=option),
        ) from error


def changes(
    project: Project,
    interval: float,
    before: dict[Path, str],
    due: Callable[[], bool] = lambda: False,
) -> Iterator[None]:
    """Yield each time a file of the project was added, changed or removed since ``before``.

    Args:
        project: whose files.
        interval: seconds between two looks.
        before: a :func:`snapshot` taken before the files were used, so that no change is missed.
        due: another reason to yield.
    """
    pause = threading.Event()
    while True:
        pause.wait(interval)
        now = snapshot(project)
        if now != before or due():
            before = now
            yield


def snapshot(project: Project) -> dict[Path, str]:
    """Return the size and times of every file that the site is made from."""
    paths = [project.root / "workflow.toml", project.root / "pyproject.toml"]
    for folder in (project.seeds, project.glossary, project.locales, project.theme):
        for place, _, names in os.walk(folder):  # folders may go meanwhile
            paths += (Path(place, name) for name in names if not name.startswith("."))
    return {path: found for path in paths if (found := edition(path))}


class PreviewServer(LocalServer):
    """Serves a folder; :meth:`reload` tells waiting pages to reload."""

    def __init__(self, folder: Path, host: str, port: int) -> None:
        self.folder = folder
        self.built = threading.Condition()
        #: Names the build; no two servers give the same name to different ones.
        self.generation = time.time_ns()
        self.closing = False
        super().__init__((host, port), _PreviewHandler)
        self.hosts = AllowedHosts(host, self.server_address[1])

    def has(self, place: str) -> bool:
        """Tell whether a path leads to a file or folder inside the folder, links followed."""
        try:
            found = os.path.realpath(place)
        except ValueError:  # no file is called so
            return False
        inside = Path(found).is_relative_to(os.path.realpath(self.folder))
        return inside and os.path.exists(found)  # noqa: PTH110 - a name may be too long

    @property
    def url(self) -> str:
        """The address to open."""
        host, port = self.server_address[:2]
        shown = f"[{host!s}]" if ":" in str(host) else host
        return f"http://{shown!s}:{port}/"

    def reload(self) -> None:
        """Make every open page load again."""
        with self.built:
            self.generation += 1
            self.built.notify_all()

    def close(self) -> None:
        """Stop serving, and let go of the waiting pages."""
        self.closing = True
        self.reload()
        self.shutdown()
        self.server_close()


class _PreviewHandler(SimpleHTTPRequestHandler):
    server: PreviewServer

    def __init__(self, request: object, address: object, server: PreviewServer) -> None:
        super().__init__(request, address, server, directory=str(server.folder))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if not self._is_ours():
            return
        if path == _RELOAD:
            self._answer(_CLIENT, media_type(_RELOAD))
        elif path == _WAIT:
            self._wait(query.partition("&")[0])
        else:
            self._page()

    def do_HEAD(self) -> None:
        if not self._is_ours():
            return
        if self.server.has(self.translate_path(self.path)):
            super().do_HEAD()
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _is_ours(self) -> bool:
        """Tell whether the request names this server, and refuse it if not."""
        if self.headers.get("Host", "") in self.server.hosts:
            return True
        self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        return False

    def _wait(self, build: str) -> None:
        """Answer when the site has been rebuilt, or with no content after half a minute."""
        with self.server.built:
            changed = self.server.built.wait_for(
                lambda: str(self.server.generation) != build, timeout=30
            )
        reload = changed and not self.server.closing
        self._answer(b"location.reload();" if reload else b"", media_type(_RELOAD))

    def _page(self) -> None:
        place = self.translate_path(self.path)
        if self.path.partition("?")[0].endswith("/"):
            place += "index.html"
        status = HTTPStatus.OK
        if not self.server.has(place):
            place, status = str(self.server.folder / "404.html"), HTTPStatus.NOT_FOUND
        if not place.endswith(".html"):
            super().do_GET()
            return
        # The build is named before the page is read: it may be replaced in between.
        tag = f'<script src="{_RELOAD}?{self.server.generation}" defer></script></head>'.encode()
        try:
            html = Path(place).read_bytes()
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND)
        else:
            self._answer(html.replace(b"</head>", tag, 1), media_type(place), status)

    def _answer(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def guess_type(self, path: object) -> str:
        return media_type(str(path))

    def list_directory(self, path: object) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Log nothing."""


def _again(
    rebuild: Callable[[], Iterable[WorkflowError | Finding]], report: Callable[[str], None]
) -> None:
    """Rebuild; a mistake in a file is reported, and the last good site stays.

    So is a file that goes while it is read: whoever moves it about is not done yet.
    """
    try:
        for fault in rebuild():
            report(_told(fault))
        report("Rebuilt")
    except WorkflowError as error:
        report(_told(error))
    except OSError as error:
        report(f"error: {error.filename or 'system'}: {error.strerror or error}")


def _told(error: WorkflowError | Finding) -> str:
    if isinstance(error, Finding):
        return f"{error.severity}: {error.path}:{error.line}: {error.message}"
    return f"error: {error}" + (f" ({error.hint})" if error.hint else "")
