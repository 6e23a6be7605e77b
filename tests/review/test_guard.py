"""Who is let in, and what the server answers to everybody else."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from tests.review.conftest import FEE, NAME, Desk
from workflow.errors import ConfigError
from workflow.model import COLORS
from workflow.review import ReviewServer
from workflow.review.requests import HEADER, Guard


@dataclass
class Client:
    """A browser without a window: it keeps the cookie and says what it is told to."""

    desk: Desk
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def port(self) -> int:
        """Where the server listens."""
        return int(self.desk.server.server_address[1])

    def ask(
        self, method: str, path: str, body: object = None, **headers: str | None
    ) -> tuple[int, Mapping[str, str], str]:
        """Status, headers and text of an answer; a header that is None is left out."""
        host = f"127.0.0.1:{self.port}"
        said: dict[str, str | None] = {"Host": host, "Origin": f"http://{host}"}
        said |= {"Content-Type": "application/json"} if body is not None else {}
        said |= self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        data = body if isinstance(body, bytes) else json.dumps(body).encode() if body else b""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest(method, path, skip_host=True)
        for name, value in ({"Content-Length": str(len(data))} | said).items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(data)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, dict(answer.headers), text

    def enter(self) -> Client:
        """Lets itself in with the printed address."""
        status, headers, _ = self.ask(
            "POST", "/api/session", {"token": self.desk.server.guard.token}
        )
        assert status == 200
        self.headers["Cookie"] = headers["Set-Cookie"].partition(";")[0]
        session = re.search(r'name="session" content="([^"]+)"', self.ask("GET", "/")[2])
        assert session
        self.headers[HEADER] = session[1]
        return self


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
        ({"Host": None}, 421),
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
    token = desk.server.guard.token
    assert Client(desk).ask("POST", "/api/session", {"token": token})[0] == 200
    assert Client(desk).ask("POST", "/api/session", {"token": token})[0] == 403
    for wrong in ("", "\ud800", ["a"]):
        assert Client(desk).ask("POST", "/api/session", {"token": wrong})[0] == 403
    assert desk.server.guard.token != token


def test_the_cookie_is_for_this_server_alone(desk: Desk) -> None:
    """No script reads it, no other site sends it, and another port has another name for it."""
    cookie = desk.server.guard.admit(desk.server.guard.token)
    assert cookie
    assert cookie.startswith(f"review-{desk.server.server_address[1]}=")
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
    monkeypatch.setattr(desk.server, "handle_error", lambda *where: told.append(where))
    status, _, text = client.ask("POST", "/api/undo", {"operation": "x"})
    assert (status, len(told)) == (500, 1)
    assert "internal error: KeyError" in json.loads(text)["error"]
    assert client.ask("GET", "/")[0] == 200


def test_a_call_is_of_reasonable_length(client: Client) -> None:
    """More than a megabyte is not even read, and neither is a call that hides its length."""
    for length in (str((1 << 20) + 1), "-1", "many", None):
        assert client.ask("PUT", "/api/entry", {"name": NAME}, Content_Length=length)[0] == 413


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
        ReviewServer(desk.server.backend, COLORS, "0.0.0.0")  # noqa: S104
    assert Guard("localhost", 1).is_ours({"Host": "[::1]:1"})
    assert not Guard("192.0.2.1", 1).is_ours({"Host": "localhost:1"})
