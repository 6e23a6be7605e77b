"""The ``google`` engine, with Google's own credentials, against a loopback stand-in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.google_server import PLACE, GoogleServer
from workflow import engines
from workflow.engines import google, services
from workflow.engines.google import GoogleEngine, cloud_requests
from workflow.errors import EngineError
from workflow.model import (
    Draft,
    GoogleSettings,
    Project,
    Request,
    Settings,
    TermType,
    TermUse,
)
from workflow.qa.engine_problems import is_engine_problem

KEF = "The KEF held a forum."


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[GoogleServer, Path]]:
    """The service, and the key of an account there."""
    with GoogleServer() as server:
        yield server, server.key_file(tmp_path_factory.mktemp("key") / "key.json")


@pytest.fixture
def server(running: tuple[GoogleServer, Path], monkeypatch: pytest.MonkeyPatch) -> GoogleServer:
    """The service as it was at first, with credentials for it in the environment."""
    found, key = running
    fresh = GoogleServer()
    for name in ("glossaries", "files", "received", "requests", "refusals"):
        getattr(found, name).clear()
    for name in ("heeds", "keeps", "broken", "applies", "fails_at", "withheld"):
        setattr(found, name, getattr(fresh, name))
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(key))
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", found.url)
    monkeypatch.setattr(cloud_requests, "_FIRST_PAUSE", 0.0)
    monkeypatch.setattr(services, "_PAUSES", (0.0, 0.0))
    monkeypatch.setattr(google, "_PAUSE", 0.0)
    return found


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of a project."""
    monkeypatch.chdir(tmp_path)


def engine(server: GoogleServer, root: str = "", **settings: str) -> GoogleEngine:
    """The engine for the service, in the project at hand or in another one."""
    google = replace(GoogleSettings(project="news", url=server.url), **settings)
    return GoogleEngine(Project(Path(root), Settings(google=google)))


def translate(google: GoogleEngine, *requests: Request, target: str = "ko") -> list[Draft]:
    """The drafts in the order of the requests."""
    return [draft for _, draft in sorted(google.translate(requests, "en", target))]


def kef(rendering: str = "경총") -> Request:
    """A sentence with a name."""
    start = KEF.index("KEF")
    return Request(KEF, terms=(TermUse("k", TermType.ORG, "KEF", start, start + 3, rendering),))


def test_names_come_from_a_glossary_of_ours(server: GoogleServer) -> None:
    """It is uploaded, made once, used again while the terms are the same, then replaced."""
    server.glossaries[f"{PLACE}/glossaries/another"] = {}
    for _ in range(2):
        [draft] = translate(engine(server, bucket="desk"), kef())
        assert "경총" in draft.text
        assert draft.problems == ()
    assert [*server.files.values()] == ["KEF\t경총\n"]
    assert server.requests.count(f"POST /v3/{PLACE}/glossaries") == 1
    assert len(server.glossaries) == 2
    translate(engine(server, bucket="desk"), kef("한국경영자총협회"))
    assert f"{PLACE}/glossaries/another" in server.glossaries
    assert [*server.glossaries.values()] == [{}, {"KEF": "한국경영자총협회"}]
    assert [len(each["contents"]) for each in server.received] == [1, 1, 1]


def test_projects_without_a_name_keep_their_glossaries(server: GoogleServer) -> None:
    """Clones share one that is alike; each deletes only what it has made itself."""
    for root, rendering in {"one": "경총", "clone": "경총", "other": "한국경총"}.items():
        translate(engine(server, root, bucket="desk"), kef(rendering))
    assert [*server.glossaries.values()] == [{"KEF": "경총"}, {"KEF": "한국경총"}]
    translate(engine(server, "clone", bucket="desk"), kef("경영자총협회"))
    assert len(server.glossaries) == 3
    translate(engine(server, "one", bucket="desk"), kef("경영자총협회"))
    assert [*server.glossaries.values()] == [{"KEF": "한국경총"}, {"KEF": "경영자총협회"}]


def test_a_glossary_that_is_there_is_used(server: GoogleServer) -> None:
    """If the settings name it, whoever made it."""
    server.glossaries[f"{PLACE}/glossaries/desk"] = {"KEF": "경총"}
    [draft] = translate(engine(server, glossary="desk"), kef())
    assert "경총" in draft.text
    assert server.files == {}


@pytest.mark.parametrize("settings", [{}, {"bucket": "desk"}])
def test_without_a_glossary_renderings_are_written_in(
    server: GoogleServer, settings: dict[str, str]
) -> None:
    """Because there is no bucket, or no glossary could be made; only for those that need it."""
    server.broken = True
    drafts = translate(engine(server, **settings), kef(), Request("Ten ships left the harbour."))
    assert "경총" in drafts[0].text
    assert drafts[0].problems == ()
    assert [len(each["contents"]) for each in server.received] == [2, 1]
    assert server.received[1]["contents"] == [
        'The <span id="k" translate="no">경총</span> held a forum.'
    ]


def test_a_glossary_that_is_gone_is_done_without(server: GoogleServer) -> None:
    """Somebody may have deleted it since it was made."""
    server.refusals.append((404, "NOT_FOUND", "Glossary not found."))
    drafts = translate(engine(server, bucket="desk"), kef(), kef())
    assert all("경총" in draft.text and not draft.problems for draft in drafts)


@pytest.mark.parametrize(("glossary", "withheld"), [("theirs", "projects/x/y"), ("none", "")])
def test_a_glossary_of_the_settings_that_may_not_be_used_is_told(
    server: GoogleServer, glossary: str, withheld: str
) -> None:
    """Before anything is paid for without it; the key is said to be refused only where it is."""
    server.withheld = withheld and f"{PLACE}/glossaries/{glossary}"
    if not withheld:
        server.refusals.append((404, "NOT_FOUND", "Glossary not found."))
    requests = [kef(), Request("Ten ships left.")]
    with pytest.raises(EngineError, match=f"has no glossary {glossary}") as caught:
        translate(engine(server, glossary=glossary), *requests)
    assert "google.glossary" in caught.value.hint
    assert [len(each["contents"]) for each in server.received] == [2, 1]
    server.refusals.extend([(403, "PERMISSION_DENIED", "no")] * 2)
    with pytest.raises(EngineError, match="refuses the key"):
        translate(engine(server, glossary=glossary), *requests)


def test_a_glossary_of_ours_that_may_not_be_used_is_done_without(server: GoogleServer) -> None:
    """The renderings are written in."""
    translate(engine(server, bucket="desk"), kef())
    [server.withheld] = server.glossaries
    [draft] = translate(engine(server, bucket="desk"), kef())
    assert "경총" in draft.text
    assert draft.problems == ()


def test_an_answer_without_the_glossary_is_used(server: GoogleServer) -> None:
    """With ours, renderings are written in where they are missing; of another one it is told."""
    server.applies = False
    server.glossaries[f"{PLACE}/glossaries/theirs"] = {}
    ships = Request("Ten ships left.")
    named, unnamed = translate(engine(server, bucket="desk"), kef(), ships)
    assert "경총" in named.text
    assert named.problems == unnamed.problems == ()
    [draft] = translate(engine(server, glossary="theirs"), ships)
    assert draft.text == unnamed.text
    [problem] = draft.problems
    assert str(problem) == (
        "glossary: the service did not apply the glossary theirs: check the names"
    )
    assert is_engine_problem(problem)


@pytest.mark.parametrize("status", [500, 503])
def test_a_failure_is_the_texts_or_the_services(server: GoogleServer, status: int) -> None:
    """At one text it costs that text, after retries; at all of them it is no fault of any."""
    server.fails_at = "forum", status
    ships = [Request(f"Ship number {number} left.", document="d") for number in range(4)]
    *fine, lost = translate(engine(server), *ships, replace(kef(), document="d"))
    assert all(draft.text for draft in fine)
    assert (lost.text, [problem.code for problem in lost.problems]) == ("", ["no-answer"])
    server.fails_at = "", status
    with pytest.raises(EngineError, match="is too busy"):
        translate(engine(server), *ships)


def test_what_is_missing_even_so_climbs_the_ladder_to_its_end(server: GoogleServer) -> None:
    """A decoy, and what could not be met is flagged; no decoy is left in a draft."""
    server.keeps = False
    [draft] = translate(engine(server), kef())
    assert [problem.code for problem in draft.problems] == ["term-missing"]
    assert len(server.received) == 3
    assert "KEF" not in server.received[2]["contents"][0]


def test_markup_travels_as_elements(server: GoogleServer) -> None:
    """And other angle brackets and ampersands as text."""
    text = "See <g1>page 7</g1> & the <note> in <x2/>."
    [draft] = translate(engine(server), Request(text), target="zh-Hans")
    [asked] = server.received
    pair, word = '<span id="g1">page 7</span>', '<span id="x2" translate="no">x2</span>'
    assert asked["contents"] == [f"See {pair} &amp; the &lt;note&gt; in {word}."]
    assert (asked["sourceLanguageCode"], asked["targetLanguageCode"]) == ("en", "zh-CN")
    assert asked["mimeType"] == "text/html"
    assert asked["model"] == f"{PLACE}/models/general/nmt"
    assert all(mark in draft.text for mark in ("<g1>", "</g1>", "<x2/>", "&", "<"))
    assert "&lt;" not in draft.text


def test_articles_are_divided_into_requests(server: GoogleServer) -> None:
    """Of so many texts and letters as Google takes well."""
    requests = [Request(f"Ship number {number} left.", document="a") for number in range(300)]
    drafts = translate(engine(server), *requests)
    assert all(f"{number}" in draft.text for number, draft in enumerate(drafts))
    assert sorted(len(each["contents"]) for each in server.received) == [44, 128, 128]


def test_what_passes_is_waited_for(server: GoogleServer) -> None:
    """Nobody has to run again for a moment's quota, or a server that starts."""
    server.refusals.extend(
        [(429, "RESOURCE_EXHAUSTED", "Quota exceeded"), (503, "UNAVAILABLE", "Try later")]
    )
    [draft] = translate(engine(server), Request("Ten ships left."))
    assert draft.text
    assert len(server.received) == 3


@pytest.mark.parametrize(
    ("status", "code", "message", "what"),
    [
        (400, "INVALID_ARGUMENT", "Ten ships", "refuses the request"),
        (400, "INVALID_ARGUMENT", "Target language is invalid.", "from en into ko"),
        (401, "UNAUTHENTICATED", "", "refuses the key"),
        (403, "PERMISSION_DENIED", "Cloud Translation API has not been used", "refuses the key"),
        (403, "PERMISSION_DENIED", "Daily Limit Exceeded per day", "has no quota left"),
        (403, "PERMISSION_DENIED", "Consumer 'projects/1' has been suspended.", "your account"),
        (
            403,
            "PERMISSION_DENIED",
            "This API method requires billing to be enabled.",
            "a project without billing",
        ),
        (403, "PERMISSION_DENIED", "User Rate Limit Exceeded", "is too busy"),
        (404, "NOT_FOUND", "", "refuses the request"),
        (429, "RESOURCE_EXHAUSTED", "Quota exceeded", "is too busy"),
        (503, "UNAVAILABLE", "", "is too busy"),
    ],
)
def test_refusals_are_told_plainly(
    server: GoogleServer, status: int, code: str, message: str, what: str
) -> None:
    """Without what Google says, which may hold the text, and without the key."""
    server.refusals.extend([(status, code, message)] * 20)
    with pytest.raises(EngineError) as caught:
        translate(engine(server), Request("Ten ships left."))
    assert what in caught.value.what
    assert caught.value.hint
    assert "secret" not in str(caught.value)
    assert "Ten ships" not in str(caught.value)


def test_credentials_that_are_not_there_are_told(
    server: GoogleServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """And where they may be; no key goes to another machine in clear text."""
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "none.json"))
    with pytest.raises(EngineError, match="there are no credentials") as caught:
        translate(engine(server), Request("Ten ships left."))
    assert "GOOGLE_APPLICATION_CREDENTIALS" in caught.value.hint
    with pytest.raises(EngineError, match="in clear text"):
        translate(engine(server, url="http://translate.example"), Request("Ten ships left."))


def test_it_serves_where_a_project_is_set(server: GoogleServer) -> None:
    """And languages that Google knows; ``auto`` takes it before what is installed."""
    google = engine(server)
    assert google.serves("en", "ko")
    assert google.serves("zh-Hans", "en")
    assert not google.serves("en", "tlh")
    assert not google.serves("ko", "ko")
    assert not GoogleEngine(Project(Path())).serves("en", "ko")
    assert engines.order(Project(Path()))[:3] == ("llm", "deepl", "google")
    assert google.signature("en", "ko") == "google/v3-nmt"
    assert server.requests == []


@given(st.lists(st.sampled_from([*"ab<>&;'\" 경", "<g1>g</g1>", "<x2/>", "&lt;", "<span>"])))
def test_what_is_written_is_read_again(pieces: list[str]) -> None:
    """Whatever stands in a sentence."""
    text = "".join(pieces)
    assert google.from_html(google.as_html(Request(text), forced=False)) == text
