"""Requests: robots.txt, pauses and redirects; limits of size and time; only public hosts."""

from __future__ import annotations

import gzip
import shutil
import ssl
import subprocess
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from tests.support.web_server import WebServer, in_turn, moved, page
from workflow.errors import FetchError
from workflow.web import public_hosts
from workflow.web.polite_client import Pace, PoliteClient
from workflow.web.transport import Answer, Transport

Getter = Callable[..., Answer]


@pytest.fixture
def server() -> Iterator[WebServer]:
    """A web server."""
    with WebServer() as started:
        yield started


def get(
    server: WebServer,
    path: str,
    *,
    timeout: float = 5.0,
    limit: int = 100_000,
    private: bool = True,
    waits: list[float] | None = None,
    delay: float = 0.0,
    resolve: Callable[[str, int], Sequence[str]] | None = None,
    host: str = "",
) -> Answer:
    """Ask for a path, or several with ``|`` between, without really waiting."""
    clock = [0.0]

    def sleep(seconds: float) -> None:
        clock[0] += seconds
        (waits if waits is not None else []).append(seconds)

    more = {"resolve": resolve} if resolve else {}
    with Transport("test", timeout=timeout, limit=limit, private=private, **more) as transport:
        client = PoliteClient(transport, Pace(delay, sleep, lambda: clock[0]))
        base = f"http://{host}:{server.port}" if host else server.url
        for each in path.split("|"):
            answer = client.get(base + each)
    return answer


def refusal(*arguments: object, **options: object) -> str:
    """Why an address could not be had."""
    with pytest.raises(FetchError) as caught:
        get(*arguments, **options)  # type: ignore[arg-type]
    return str(caught.value)


ROBOTS = (
    "User-agent: *\nDisallow: /\n\n"
    "User-agent: Translation-Workflow\nDisallow: /no\nAllow: /no/yes$\n"
)


def test_robots_txt_is_heeded(server: WebServer) -> None:
    """The rules for this program, the longest match; a redirect into what is closed as well."""
    server.routes = {
        "/robots.txt": page(ROBOTS, "text/plain"),
        "/a": page("a"),
        "/no/yes": page("yes"),
        "/out": moved("/no/x"),
    }
    assert get(server, "/a").body == b"a"
    assert get(server, "/no/yes").body == b"yes"
    assert "robots.txt" in refusal(server, "/no/yesterday")
    assert "robots.txt" in refusal(server, "/out")
    assert "/no/x" not in server.asked


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (500, False), (503, False), (429, False)]
)
def test_a_robots_txt_that_cannot_be_had(server: WebServer, status: int, allowed: bool) -> None:
    """Gone is as good as none; a server in trouble is left alone (RFC 9309, 2.3.1)."""
    server.routes = {"/robots.txt": page("x", status=status), "/a": page("a")}
    if allowed:
        assert get(server, "/a").body == b"a"
    else:
        assert "robots.txt cannot be had" in refusal(server, "/a")
        assert server.asked == []


def test_robots_txt_may_be_elsewhere_huge_or_binary(server: WebServer) -> None:
    """Redirects are followed; what is no text rules nothing; half a megabyte is read."""
    server.routes = {
        "/robots.txt": moved("/r"),
        "/r": page(ROBOTS),
        "/a": page("a"),
        "/no/x": page(""),
    }
    assert "closed" in refusal(server, "/no/x")
    server.routes["/robots.txt"] = moved("/robots.txt")
    assert get(server, "/no/x").status == 200
    server.routes["/robots.txt"] = page(bytes(range(256)) * 4_000, "image/png")
    assert get(server, "/a").body == b"a"


def test_a_host_is_given_pauses(server: WebServer) -> None:
    """Ours, or the longer one that its robots.txt asks for; none before the first request."""
    server.routes = {"/a": page("a"), "/b": page("b")}
    waits: list[float] = []
    get(server, "/a|/b|/a", waits=waits, delay=2.0)
    assert waits == [2.0, 2.0]
    server.routes["/robots.txt"] = page("User-agent: *\nCrawl-delay: 7\n")
    waits.clear()
    get(server, "/a|/b", waits=waits, delay=2.0)
    assert waits == [7.0]
    server.routes["/robots.txt"] = page("User-agent: *\nCrawl-delay: 3600\n")
    assert get(server, "/a").body == b"a"
    assert "pauses of 3600 seconds" in refusal(server, "/a|/b")


def test_a_busy_server_is_asked_again_when_it_says(server: WebServer) -> None:
    """Retry-After in seconds or as a date; what takes too long is told."""
    waits: list[float] = []
    server.routes = {
        "/a": in_turn(page("", status=429, Retry_After="3"), page("", status=503), page("a"))
    }
    assert get(server, "/a", waits=waits).body == b"a"
    assert waits == [3.0, 5.0]
    server.routes["/a"] = page("", status=429, Retry_After="86400")
    assert "86400 seconds" in refusal(server, "/a")
    server.routes["/a"] = page("", status=503, Retry_After="Fri, 31 Dec 1999 23:59:59 GMT")
    assert "HTTP 503" in refusal(server, "/a")
    assert server.asked.count("/a") == 3 + 1 + 3


def test_redirects_are_followed_to_a_limit(server: WebServer) -> None:
    """Each of them is checked like the first address."""
    server.routes = {
        "/a": moved("b?x=1", 301),
        "/b?x=1": page("b"),
        "/loop": moved("/loop"),
        "/file": moved("file:///etc/passwd"),
        "/pw": moved("http://me:secret@example.org/"),
        "/none": page("", status=302),
        "/utf8": moved("/뉴스".encode().decode("latin-1")),
        "/%EB%89%B4%EC%8A%A4": page("news", Content_Encoding="none"),
    }
    answer = get(server, "/a")
    assert (answer.url, answer.body) == (f"{server.url}/b?x=1", b"b")
    assert get(server, "/utf8").body == b"news"
    assert "more than 10 times" in refusal(server, "/loop")
    for path in ("/file", "/pw"):
        assert "redirects to no web address" in refusal(server, path)
    assert "redirects to no web address" in refusal(server, "/none")


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (401, "password"),
        (402, "paywall"),
        (403, "refused"),
        (404, "not there"),
        (410, "no longer"),
        (451, "legal"),
        (500, "HTTP 500"),
    ],
)
def test_refusals_are_told_by_their_kind(server: WebServer, status: int, word: str) -> None:
    """In words, with a hint."""
    server.routes = {"/a": page("", status=status)}
    assert word in refusal(server, "/a")


def test_nothing_is_kept_from_one_request_to_the_next(server: WebServer) -> None:
    """No cookie is sent back, no referrer told."""
    server.routes = {"/a": page("a", Set_Cookie="id=1; Path=/"), "/b": page("b")}
    get(server, "/a|/b")
    assert set(server.headers) == {"Host", "User-Agent", "Accept-Encoding"}


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw deflate", "x-gzip", "two members"])
def test_bodies_are_unpacked(server: WebServer, encoding: str) -> None:
    """Also where "deflate" lacks its frame, and gzip comes in several members."""
    text = b"trade grows " * 1_000
    packer = zlib.compressobj(wbits=-15)
    packed = {
        "deflate": zlib.compress(text),
        "raw deflate": packer.compress(text) + packer.flush(),
        "two members": gzip.compress(text[:5_000]) + gzip.compress(text[5_000:]),
    }.get(encoding, gzip.compress(text))
    name = {"raw deflate": "deflate", "two members": "gzip"}.get(encoding, encoding)
    server.routes = {"/a": page(packed, Content_Encoding=name)}
    assert get(server, "/a").body == text


def test_a_bomb_is_not_unpacked(server: WebServer) -> None:
    """What unpacks to twenty megabytes, or sends them, ends at the limit."""
    bomb = gzip.compress(bytes(20_000_000), 1)
    server.routes = {
        "/gzip": page(bomb, Content_Encoding="gzip"),
        "/plain": page(bytes(200_000)),
        "/stream": _endless,
        "/br": page(b"x", Content_Encoding="br"),
        "/cut": page(gzip.compress(bytes(1_000))[:-9], Content_Encoding="gzip"),
        "/bad": page(b"no gzip at all", Content_Encoding="gzip"),
    }
    began = time.process_time()
    for path in ("/gzip", "/plain", "/stream"):
        assert "larger than 0.1 MB" in refusal(server, path)
    assert time.process_time() - began < 2
    assert "not asked for (br)" in refusal(server, "/br")
    for path in ("/cut", "/bad"):
        assert "damaged" in refusal(server, path)


def _endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    while True:
        handler.wfile.write(b"8000\r\n" + bytes(0x8000) + b"\r\n")


def test_a_request_has_an_end(server: WebServer) -> None:
    """However steadily a few bytes drip: of the head, or of the body."""

    def slow_body(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        _drip(handler)

    def slow_head(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
        _drip(handler)

    server.routes = {"/body": slow_body, "/head": slow_head}
    for path in ("/body", "/head"):
        began = time.monotonic()
        assert "more than 0.4 seconds" in refusal(server, path, timeout=0.4)
        assert time.monotonic() - began < 2


def _drip(handler: BaseHTTPRequestHandler) -> None:
    for _ in range(40):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def test_broken_answers_are_told(server: WebServer) -> None:
    """No HTTP, a body that is cut off, or no answer at all."""

    def cut(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"half")
        handler.close_connection = True

    def nonsense(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"\x00\x01nonsense\r\n\r\n")
        handler.close_connection = True

    server.routes = {"/cut": cut, "/nonsense": nonsense}
    for path in ("/cut", "/nonsense"):
        assert "cannot be reached" in refusal(server, path)


def test_only_public_hosts_are_asked(server: WebServer) -> None:
    """By address or by name; unless that is meant."""
    server.routes = {"/a": page("secret")}
    assert "local network" in refusal(server, "/a", private=False)
    for near in (["127.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["::ffff:127.0.0.1"]):
        resolve = lambda host, port, near=near: near  # noqa: E731
        assert "local network" in refusal(
            server, "/a", private=False, resolve=resolve, host="a.test"
        )
    assert server.asked == []


def test_what_was_checked_is_what_is_connected_to(
    server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that means another host a moment later gains nothing (DNS rebinding)."""
    monkeypatch.setattr(public_hosts, "is_public", lambda address: address == "127.0.0.1")
    asked: list[str] = []

    def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.255.255.1"]

    server.routes = {"/a": page("a"), "/b": page("b", Connection="close")}
    name = "rebinding.test"
    assert get(server, "/a|/b", private=False, resolve=resolve, host=name).body == b"b"
    assert asked == [name]
    asked.clear()
    assert "local network" in refusal(server, "/b|/a", private=False, resolve=resolve, host=name)


def test_a_redirect_to_a_near_host_is_refused() -> None:
    """The check is one of the connection, whatever led to it."""
    with WebServer() as near, WebServer() as far:
        near.routes = {"/secret": page("secret")}
        far.routes = {"/a": moved(f"http://near.test:{near.port}/secret")}
        public = {"far.test": "127.0.0.1", "near.test": "127.0.0.1"}

        def resolve(host: str, port: int) -> Sequence[str]:
            if host == "near.test":
                raise FetchError(host, "is on this machine or in a local network")
            return [public[host]]

        assert "local network" in refusal(far, "/a", resolve=resolve, host="far.test")
        assert near.asked == []


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_https_is_checked_by_name(
    server: WebServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though the connection goes to an address that was looked up before."""
    key, own = tmp_path / "key.pem", tmp_path / "own.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    made += ["-nodes", "-keyout", str(key), "-out", str(own), "-subj", "/CN=a.test"]
    subprocess.run([*made, "-addext", "subjectAltName=DNS:a.test"], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own, key)
    server.wrap(context)
    server.routes = {"/a": page("a")}
    options: dict[str, Any] = {
        "private": True, "timeout": 5, "limit": 1_000, "resolve": lambda host, port: ["127.0.0.1"],
    }  # fmt: skip
    with Transport("test", **options) as transport, pytest.raises(FetchError, match="certificate"):
        transport.get(f"https://a.test:{server.port}/a")
    monkeypatch.setenv("SSL_CERT_FILE", str(own))
    with Transport("test", **options) as transport:
        assert transport.get(f"https://a.test:{server.port}/a").body == b"a"
        with pytest.raises(FetchError, match="certificate"):
            transport.get(f"https://b.test:{server.port}/a")


def test_a_host_that_listens_to_nobody_is_told_in_words() -> None:
    """Not by the number of an error."""
    with WebServer() as gone:
        pass
    told = refusal(gone, "/")
    assert "cannot be reached" in told
    assert "Errno" not in told
