"""Who is let in, and what the server answers to everybody else."""

from __future__ import annotations

import json
import select
import socket
from email.message import Message

import pytest

from tests.review.conftest import FEE, NAME, REVIEWER, Client, Desk
from workflow.errors import ConfigError
from workflow.model import COLORS, TeamMember
from workflow.review import Access, ReviewServer, Sessions
from workflow.review.guard import HEADER, Guard


def token_of(desk: Desk) -> str:
    """What the printed address lets in with."""
    return desk.server.url.partition("#")[2]


def said(**headers: str) -> Message:
    """Headers of a request."""
    message = Message()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    return message


def guard(host: str) -> Guard:
    """The guard of a server on an address."""
    return Guard(Access(host, 1), Sessions([TeamMember(REVIEWER)]))


@pytest.fixture
def client(desk: Desk) -> Client:
    """A client that has been let in."""
    return Client(desk).enter()


def entry(desk: Desk, text: str = "무료다.") -> tuple[dict[str, str], str]:
    """An approval, and the etag it is for."""
    row = next(each for each in desk.server.backend.article(NAME, "ko").rows
               if each.segment.text == FEE)  # fmt: skip
    call = {"name": NAME, "target": "ko", "key": row.segment.key, "text": text, "state": "approved"}
    return call, row.etag


def test_an_approval_through_the_door(desk: Desk, client: Client) -> None:
    """With cookie, session and origin, a call is answered and written."""
    call, tag = entry(desk)
    status, _, text = client.ask("PUT", "/api/entry", call, If_Match=tag)
    assert status == 200
    assert json.loads(text)["rows"][0]["state"] == "approved"
    assert desk.text(FEE) == "무료다."
    status, _, text = client.ask("PUT", "/api/entry", {**call, "text": "유료다."}, If_Match=tag)
    assert status == 412
    assert json.loads(text)["rows"][0]["text"] == "무료다."


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Cookie": None}, 401),
        ({"Cookie": "review-1=x"}, 401),
        ({HEADER: None}, 401),
        ({HEADER: "guess"}, 401),
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1:1"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Host": None}, 400),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": None}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
    ],
    ids=str,
)
def test_nobody_else_writes(
    desk: Desk, client: Client, headers: dict[str, str | None], status: int
) -> None:
    """A call with any one thing missing or of another origin is refused; nothing is written."""
    before = desk.po.read_bytes()
    call, tag = entry(desk)
    answer = client.ask("PUT", "/api/entry", call, **{"If-Match": tag, **headers})
    assert answer[0] == status
    assert "Access-Control-Allow-Origin" not in answer[1]
    assert desk.po.read_bytes() == before


@pytest.mark.parametrize(
    "path", ["/", f"/a/{NAME}/ko", f"/api/a/{NAME}/ko", "/api/entry", "/picture/seeds/port.jpg"]
)
def test_nothing_is_shown_without_a_session(desk: Desk, path: str) -> None:
    """Without a cookie there is only the door; a script of another page gets no data either."""
    status, _, text = Client(desk).ask("GET", path)
    assert status == 401
    assert FEE not in text
    assert NAME not in text


def test_the_address_works_once(desk: Desk) -> None:
    """A token opens one session; then there is another token, and no guess opens one."""
    token = token_of(desk)
    assert Client(desk).ask("POST", "/api/session", {"token": token})[0] == 200
    assert Client(desk).ask("POST", "/api/session", {"token": token})[0] == 403
    for wrong in ("", "\ud800", ["a"]):
        assert Client(desk).ask("POST", "/api/session", {"token": wrong})[0] == 403
    assert token_of(desk) != token


def test_the_cookie_is_for_this_server_alone(desk: Desk) -> None:
    """No script reads it, no other site sends it, and another port has another name for it."""
    found = desk.server.served.guard.admit(token_of(desk))
    assert found
    _, cookie = found
    assert cookie.startswith(f"review-{desk.server.port}=")
    assert {"HttpOnly", "SameSite=Strict"} <= set(cookie.split("; "))


@pytest.mark.parametrize(
    ("path", "status"),
    [("/nothing", 404), ("/assets/../server.py", 404), ("/a/..%2f..%2fetc/ko", 410),
     ("http://[", 404), (f"/a/{NAME}/ko?source=%5B", 200),
     ("/picture/workflow.toml", 409), ("/picture/seeds/../../x.jpg", 409),
     (f"/picture/seeds/{NAME}.txt", 409), (f"/a/{NAME}/xx-", 404),
     (f"/a/{NAME}/en", 410), (f"/a/{NAME}/zh_CN", 200)],
)  # fmt: skip
def test_only_articles_have_pages(client: Client, path: str, status: int) -> None:
    """Names are looked up among the project's articles and languages; a path is of a picture."""
    answer = client.ask("GET", path)
    assert answer[0] == status
    assert "default-src 'none'" in answer[1]["Content-Security-Policy"]
    assert answer[1]["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{", 400), (b"[]", 400), (b"[" * 5000, 400), ({"name": 1}, 400), ({"name": NAME}, 400),
     ({"name": NAME, "target": "ko", "key": "x", "state": "gone", "text": "a"}, 400),
     ({"name": NAME, "target": "ko", "key": "x", "state": "approved", "text": "a"}, 410)],
    ids=lambda value: str(value)[:20],
)  # fmt: skip
def test_calls_that_make_no_sense(client: Client, body: object, status: int) -> None:
    """What is no call is refused in JSON and in words, never with a traceback."""
    answer = client.ask("PUT", "/api/entry", body)
    assert answer[0] == status
    assert json.loads(answer[2])["error"]


def test_a_fault_of_ours_is_not_blamed_on_the_call(
    desk: Desk, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor is told of a defect, whoever runs the server sees where, and it goes on."""

    def broken(*_: object) -> None:
        raise KeyError("ours")

    monkeypatch.setattr(desk.server.backend, "undo", broken)
    told: list[object] = []
    monkeypatch.setattr(desk.server.served, "failed", lambda *where: told.append(where))
    status, _, text = client.ask("POST", "/api/undo", {"operation": "x"})
    assert (status, len(told)) == (500, 1)
    assert "internal error: KeyError" in json.loads(text)["error"]
    assert client.ask("GET", "/")[0] == 200


def test_a_call_is_of_reasonable_length(client: Client) -> None:
    """More than a megabyte is not even read, and neither is a call that hides its length."""
    for length, status in ((str((1 << 20) + 1), 413), ("-1", 400), ("many", 400), (None, 413)):
        answer = client.ask("PUT", "/api/entry", {"name": NAME}, Content_Length=length)
        assert answer[0] == status


@pytest.mark.parametrize(
    "head",
    ["PUT /api/entry HTTP/1.1\r\nContent-Length: 9\r\n\r\n",
     "PUT /api/entry HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\nContent-Length: 8\r\n\r\n",
     "PUT /api/entry HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nno size\r\n"],
    ids=["no host", "two lengths", "no chunk"],
)  # fmt: skip
def test_a_refusal_is_read_however_late_the_rest_comes(desk: Desk, head: str) -> None:
    """The connection is not reset beneath an answer because the body arrives behind it."""
    with socket.create_connection(("127.0.0.1", desk.server.port), timeout=10) as connection:
        connection.sendall(head.encode())
        select.select([connection], [], [], 10)  # the answer is there
        for part in (b"four ", b"more"):
            connection.sendall(part)
            select.select([], [], [connection], 0.05)
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert answer.startswith(b"HTTP/1.1 400 ")


def test_half_a_character_is_refused(desk: Desk, client: Client) -> None:
    """A lone surrogate, as a broken input method may send it, reaches no file."""
    before = desk.po.read_bytes()
    call, tag = entry(desk, "\ud83d")
    status, _, text = client.ask("PUT", "/api/entry", call, If_Match=tag)
    assert status == 409
    assert "half a character" in json.loads(text)["error"]
    assert desk.po.read_bytes() == before


def test_untrusted_text_is_text(client: Client) -> None:
    """Markup in sources, translations and addresses comes out escaped."""
    _, _, text = client.ask("GET", f"/a/{NAME}/ko?source=%22%3E%3Cscript%3E")
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_what_cannot_be_reviewed_is_told_with_a_remedy(desk: Desk, client: Client) -> None:
    """Above the articles that can."""
    desk.po.write_bytes(b"\0\1")
    _, _, text = client.ask("GET", "/")
    assert "locales/ko/forum.po: " in text
    assert "Save it as UTF-8: iconv" in text


def test_no_wildcard_address(desk: Desk) -> None:
    """An address that is all addresses has no name to hold requests against."""
    with pytest.raises(ConfigError, match="no single address"):
        ReviewServer(desk.server.backend, COLORS, Access("0.0.0.0"))  # noqa: S104
    assert guard("localhost").is_ours(said(Host="[::1]:1"))
    assert not guard("192.0.2.1").is_ours(said(Host="localhost:1"))
