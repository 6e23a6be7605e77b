"""Several editors at one review: who comes in, as whom, what each may do, who sees whom."""

from __future__ import annotations

import json
import shutil
import socket
import ssl
import subprocess
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from email.message import Message
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect

from tests.review.conftest import (
    COMPANIES,
    FEE,
    FORUM,
    NAME,
    REVIEWER,
    Client,
    Desk,
    opened,
    serving,
)  # fmt: skip
from workflow.config import parse_settings
from workflow.errors import ConfigError
from workflow.model import COLORS, ReviewSettings, Role, State, TeamMember
from workflow.review import Access, ReviewServer, Sessions, views
from workflow.review.backend import SegmentAddress
from workflow.review.presence import Presence, Whereabouts
from workflow.setting_values import review_values

MINJI = TeamMember("Kim Minji <minji@example.org>")
LEE = TeamMember("Lee Jun <lee@example.org>", frozenset({Role.TRANSLATE}))
PROXY = ReviewSettings(name_header="X-Forwarded-Email", address="https://review.example.org")


@contextmanager
def team(
    desk: Desk,
    settings: ReviewSettings = ReviewSettings(),  # noqa: B008 - frozen
    people: Sequence[TeamMember] = (MINJI, LEE),
    path: Path | None = None,
) -> Iterator[Desk]:
    """The same articles, served to several people."""
    backend = desk.server.backend
    sessions = Sessions((backend.editor, *people), path)
    server = ReviewServer(backend, COLORS, Access(settings=settings), sessions)
    with serving(server):
        yield Desk(desk.project, server)


def call(desk: Desk, source: str, **more: object) -> tuple[dict[str, object], str]:
    """A call about a sentence, and the etag it is for."""
    rows = desk.server.backend.article(NAME, "ko").rows
    row = next(each for each in rows if each.segment.text == source)
    return {"name": NAME, "target": "ko", "key": row.segment.key, **more}, row.etag


def put(client: Client, source: str, text: str, state: str) -> tuple[int, str]:
    """Saves a translation; the answer's status and text."""
    body, tag = call(client.desk, source, text=text, state=state)
    status, _, said = client.ask("PUT", "/api/entry", body, If_Match=tag)
    return status, said


def test_each_decision_is_under_its_own_name(desk: Desk) -> None:
    """Two browsers leave two names; nobody takes back what somebody else has decided."""
    with team(desk) as shared:
        owner = Client(shared).enter()
        minji = Client(shared).enter(shared.server.invitation(MINJI))
        assert put(owner, FEE, "무료다.", "approved")[0] == 200
        status, said = put(minji, FORUM, "경총이 포럼을 연다.", "approved")
        assert status == 200
        entries = shared.entries
        assert (entries[FEE].reviewer, entries[FORUM].reviewer) == (REVIEWER, MINJI.name)
        operation = {"operation": json.loads(said)["operation"]}
        assert owner.ask("POST", "/api/undo", operation)[0] == 410
        assert minji.ask("POST", "/api/undo", operation)[0] == 200
        assert shared.entries[FORUM].state is State.DRAFT


def test_who_translates_does_not_approve(desk: Desk) -> None:
    """Whatever the page offers: the server refuses it, says why, and writes nothing."""
    with team(desk) as shared:
        lee = Client(shared).enter(shared.server.invitation(LEE))
        before = shared.po.read_bytes()
        status, said = put(lee, FEE, "무료다.", "approved")
        assert (status, "somebody else approves" in said) == (403, True)
        rows = {"name": NAME, "target": "ko", "rows": {}}
        assert lee.ask("POST", "/api/batch", rows)[0] == 403
        assert lee.ask("POST", "/api/what-comes-next", rows)[0] == 403
        term = {"name": NAME, "target": "ko", "term": "forum", "rendering": "포럼", "kind": "term",
                "note": ""}  # fmt: skip
        assert lee.ask("POST", "/api/term", term | {"approved": True})[0] == 403
        assert shared.po.read_bytes() == before
        assert lee.ask("POST", "/api/term", term)[0] == 200
        assert put(lee, FEE, "무료다.", "needs-work")[0] == 200
        assert (shared.entries[FEE].held, shared.text(FEE)) == (LEE.name, "무료다.")
        assert put(Client(shared).enter(), FEE, "무료다.", "approved")[0] == 200
        assert put(lee, FEE, "유료다.", "needs-work")[0] == 403
        assert shared.text(FEE) == "무료다."


def test_an_approved_term_needs_the_glossary(desk: Desk) -> None:
    """Who administers it, approves at once."""
    term = {"name": NAME, "target": "ko", "term": "forum", "rendering": "포럼", "kind": "term",
            "note": "", "approved": True}  # fmt: skip
    with team(desk) as shared:
        minji = Client(shared).enter(shared.server.invitation(MINJI))
        assert minji.ask("POST", "/api/term", term)[0] == 403
        assert Client(shared).enter().ask("POST", "/api/term", term)[0] == 200
    assert "approved" in (desk.project.glossary / "terms.csv").read_text().splitlines()[-1]


def test_sessions_and_invitations_outlive_the_server(desk: Desk, tmp_path: Path) -> None:
    """A page goes on after a restart, a link sent before opens; both only for who is invited."""
    path = tmp_path / "sessions.json"
    sessions = Sessions((MINJI, LEE), path)
    found = sessions.admit(sessions.token_of(MINJI))
    assert found
    assert found[0] == MINJI
    unused = sessions.token_of(LEE)
    assert found[1] not in path.read_text()
    assert path.stat().st_mode & 0o077 == 0
    again = Sessions((LEE,), path)
    assert again.editor(again.holder(found[1])) is None
    assert Sessions((MINJI,), path).holder(found[1]) == MINJI.key
    later = Sessions((MINJI,), path, lambda: date.today() + timedelta(days=31))
    assert later.holder(found[1]) == ""
    admitted = again.admit(unused)
    assert admitted
    assert Sessions((LEE,), path).admit(unused) is None
    path.write_text("{")
    assert Sessions((MINJI,), path).holder(found[1]) == ""


def test_who_is_there(desk: Desk) -> None:
    """Others in the same article are told, with the sentence; and who is gone is forgotten."""
    with team(desk) as shared:
        minji = Client(shared).enter(shared.server.invitation(MINJI))
        lee = Client(shared).enter(shared.server.invitation(LEE))
        body, _ = call(shared, FEE, editing=True)
        assert json.loads(minji.ask("POST", "/api/here", body)[2]) == {"people": []}
        (seen,) = json.loads(lee.ask("POST", "/api/here", body)[2])["people"]
        assert seen == {"name": "Kim Minji", "key": body["key"], "editing": True}
        assert "Here: Kim Minji" in lee.ask("GET", "/")[2]
        assert "Here:" not in Client(shared).ask("GET", "/")[2]
    clock = iter((0.0, 0.0, 60.0, 60.0))
    presence = Presence(lambda: next(clock))
    article = SegmentAddress(NAME, "ko", "")
    presence.tell("a", Whereabouts("Kim", article))
    assert presence.tell("b", Whereabouts("Lee", article)) == []


def named(desk: Desk, name: str) -> Client:
    """A client behind a proxy that says who it is."""
    client = Client(desk, {"Host": "review.example.org", "Origin": "https://review.example.org",
                           "X-Forwarded-Email": name})  # fmt: skip
    status, headers, _ = client.ask("GET", "/")
    if status == 200:
        client.headers["Cookie"] = headers["Set-Cookie"].partition(";")[0]
        client.enter_page()
    return client


def test_a_proxy_names_who_comes(desk: Desk) -> None:
    """By address or name; nobody without a name, of another name, or with two gets in."""
    with team(desk, PROXY) as shared:
        minji = named(shared, "Minji@Example.org")
        assert put(minji, FEE, "무료다.", "approved")[0] == 200
        assert shared.entries[FEE].reviewer == MINJI.name
        minji.headers["X-Forwarded-Email"] = "lee@example.org"  # with the cookie of Minji
        assert put(minji, FEE, "유료다.", "needs-work")[0] == 401
        minji.headers["X-Forwarded-Email"] = None  # type: ignore[assignment]
        assert put(minji, FEE, "유료다.", "needs-work")[0] == 401
        assert put(named(shared, "eve@example.org"), FEE, "유료다.", "needs-work")[0] == 401
        assert "review.people" in Client(shared).ask("GET", "/")[2]
        token = {"token": shared.server.sessions.token_of(MINJI)}
        assert Client(shared).ask("POST", "/api/session", token)[0] == 403
        guard = shared.server.served.guard
        assert guard.named(_headers("minji@example.org"), "192.0.2.7") is None
        assert guard.named(_headers("a", "minji@example.org"), "127.0.0.1") is None
    everybody = TeamMember("*", frozenset({Role.TRANSLATE}))
    with team(desk, PROXY, (everybody,)) as shared:
        eve = named(shared, "eve@example.org")
        assert put(eve, FORUM, "포럼.", "approved")[0] == 403
        assert put(eve, FORUM, "포럼.", "needs-work")[0] == 200
        assert shared.entries[FORUM].held == "eve@example.org"
        guard = shared.server.served.guard
        assert guard.named(_headers("*"), "127.0.0.1") is None
        korean = _headers("김민지".encode().decode("latin-1"))
        assert guard.named(korean, "::1") == TeamMember("김민지", everybody.roles)


def _headers(*names: str) -> Message:
    message = Message()
    for name in names:
        message["X-Forwarded-Email"] = name
    return message


@pytest.mark.parametrize(
    ("access", "safe"),
    [
        (Access("127.0.0.1"), True),
        (Access("::1"), True),
        (Access("localhost"), True),
        (Access("192.0.2.1"), False),
        (Access("desk.example.org"), False),
        (Access("192.0.2.1", certificate=Path("c"), key=Path("k")), True),
        (Access("192.0.2.1", settings=ReviewSettings(proxy=("192.0.2.9",))), True),
        (Access("192.0.2.1", settings=ReviewSettings(name_header="X-Name")), False),
        (Access("0.0.0.0", certificate=Path("c"), key=Path("k")), False),  # noqa: S104
        (Access("0.0.0.0", settings=ReviewSettings(address="https://a.example")), False),  # noqa: S104
    ],
    ids=str,
)
def test_others_reach_it_only_in_secret(access: Access, safe: bool) -> None:
    """On anything but this machine there must be TLS, or a proxy."""
    if safe:
        access.refuse_unsafe()
    else:
        with pytest.raises(ConfigError):
            access.refuse_unsafe()


SECOND = b"GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.mark.parametrize(
    "lines",
    [
        b"Content-Length: %d\r\n\r\n" % len(SECOND) + SECOND,
        b"Content-Length: 0\r\nContent-Length: %d\r\n\r\n" % len(SECOND) + SECOND,
        b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(SECOND), SECOND),
        b"X-A: b\rX-Forwarded-Email: minji@example.org\r\n\r\n",
    ],
)
def test_no_request_hides_in_another(desk: Desk, lines: bytes) -> None:
    """What a proxy passes on as one request, before another, is answered as one, or refused."""
    with socket.create_connection(("127.0.0.1", desk.server.port), timeout=5) as connection:
        first = f"GET /favicon.ico HTTP/1.1\r\nHost: 127.0.0.1:{desk.server.port}\r\n".encode()
        connection.sendall(first + lines + first + b"Connection: close\r\n\r\n")
        said = b""
        while part := connection.recv(65536):
            said += part
    assert [part[:3] for part in said.split(b"HTTP/1.1 ")[1:]] in ([b"204", b"204"], [b"400"])


@pytest.mark.skipif(not shutil.which("openssl"), reason="makes the certificate")
def test_with_tls(desk: Desk, tmp_path: Path) -> None:
    """The address, the cookie and the origin are those of https."""
    certificate, key = tmp_path / "c.pem", tmp_path / "k.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    server = ReviewServer(desk.server.backend, COLORS, Access(certificate=certificate, key=key))
    with serving(server):
        trusted = ssl.create_default_context(cafile=str(certificate))
        token = {"token": server.url.partition("#")[2]}
        asked = urllib.request.Request(  # noqa: S310 - our own address
            f"{server.origin}/api/session", json.dumps(token).encode(),
            {"Content-Type": "application/json", "Origin": server.origin},
        )  # fmt: skip
        with urllib.request.urlopen(asked, context=trusted, timeout=5) as answer:  # noqa: S310
            assert "Secure" in answer.headers["Set-Cookie"]
    with pytest.raises(ConfigError, match="cannot be used with its key"):
        ReviewServer(desk.server.backend, COLORS, Access(certificate=key, key=certificate))


def test_two_browsers(browser: Browser, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each sees who is at which sentence; who translates is offered no approval."""
    monkeypatch.setattr(views, "_POLL", 100)
    with (
        team(desk) as shared,
        opened(browser, shared, url=shared.server.invitation(MINJI)) as one,
        opened(browser, shared, url=shared.server.invitation(LEE)) as two,
    ):
        two.locator("li", has_text=COMPANIES).click()
        two.keyboard.press("e")
        expect(one.locator("#people")).to_contain_text("Here: Lee Jun at 6")
        expect(one.locator("li", has_text=COMPANIES)).to_contain_text("Lee Jun is writing here")
        expect(two.locator("#people")).to_contain_text("Here: Kim Minji at")
        two.keyboard.press("Control+a")
        two.keyboard.type("열두 회사가 온다.")
        two.keyboard.press("Control+Enter")
        expect(two.locator("#said")).to_contain_text("6 is saved, to be approved")
        two.keyboard.press("a")
        expect(two.locator("#said")).to_contain_text("somebody else approves")
        expect(two.get_by_role("button", name="Approve")).to_have_count(0)
    assert (desk.text(COMPANIES), desk.entries[COMPANIES].held) == ("열두 회사가 온다.", LEE.name)


@given(
    name=st.text("Kim 김민지Ö.,'-:", min_size=1).filter(str.strip),
    roles=st.sets(st.sampled_from(list(Role))),
)
def test_editors_are_read_as_they_are_written(name: str, roles: set[Role]) -> None:
    """Whatever the name; without roles, an editor approves."""
    written = " ".join(f"{name} <a@example.org>".split())
    said = f": {', '.join(roles)}" if roles else ""
    expected = frozenset({Role.TRANSLATE, *(roles or {Role.APPROVE})})
    assert review_values.editor(written + said) == TeamMember(written, expected)


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ({"people": ["Kim: publish"]}, "has no role 'publish'"),
        ({"people": [": approve"]}, "lacks a name"),
        ({"people": "Kim"}, "must be a list"),
        ({"address": "http://review.example.org"}, "must be https://"),
        ({"address": "https://review.example.org/a"}, "must be https://"),
        ({"proxy": ["proxy.example.org"]}, "must be IP addresses"),
        ({"name_header": "X Name"}, "must be the name of a header"),
    ],
    ids=str,
)
def test_settings_that_cannot_be(table: dict[str, object], fault: str) -> None:
    """Each is told with what it must be."""
    with pytest.raises(ConfigError, match=fault):
        parse_settings({"review": table}, Path("workflow.toml"))
