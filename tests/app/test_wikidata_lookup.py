"""Unlisted names are looked up in Wikidata when asked, over HTTP in the form of its API."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.web_server import WebServer, page
from workflow.app.glossary_upkeep import wikidata_lookup
from workflow.app.glossary_upkeep.wikidata_lookup import look_up
from workflow.errors import WorkflowError
from workflow.glossary.suggest import Suggestion
from workflow.model import FetchSettings, Project, Settings, TermType


def claim(item: str) -> dict[str, Any]:
    """One statement, as the API writes it."""
    value = {"entity-type": "item", "numeric-id": int(item[1:]), "id": item}
    snak = {
        "snaktype": "value", "property": "P31", "datatype": "wikibase-item",
        "datavalue": {"value": value, "type": "wikibase-entityid"},
    }  # fmt: skip
    return {"mainsnak": snak, "type": "statement", "id": f"{item}$1", "rank": "normal"}


def entity(number: str, ko: str, about: str, **claims: list[dict[str, Any]]) -> dict[str, Any]:
    """An entity without Chinese label, for which the API puts the English one."""
    return {
        "type": "item", "id": number,
        "labels": {
            "en": {"language": "en", "value": "Ann Foobar"},
            "ko": {"language": "ko", "value": ko},
            "zh-hans": {"language": "en", "value": "Ann Foobar", "for-language": "zh-hans"},
        },
        "descriptions": {"en": {"language": "en", "value": about}},
        "aliases": {"ko": [{"language": "ko", "value": f"{ko} 씨"}]},
        "claims": claims,
    }  # fmt: skip


ENTITIES = {
    "Q1": entity("Q1", "앤 푸바", "American swimmer", P31=[claim("Q5")]),
    "Q2": entity("Q2", "앤 푸바르", "Canadian painter", P31=[claim("Q5")]),
    "Q3": entity("Q3", "푸바산", "mountain in Ann", P31=[claim("Q8502")], P625=[{}]),
}


class Api(dict[str, Any]):
    """Routes of the API: what is found has the name as its label, or only begins with it."""

    def get(self, path: str, default: Any = None) -> Any:
        """Answer as the real one does."""
        asked = {key: value[0] for key, value in parse_qs(urlsplit(path).query).items()}
        if asked["action"] == "wbsearchentities":
            found = [
                {"id": number, "title": number, "label": text, "description": "…",
                 "match": {"type": "label", "language": "en", "text": text}}
                for number, text in [*((n, asked["search"]) for n in ENTITIES), ("Q9", "Annex")]
            ]  # fmt: skip
            said: dict[str, Any] = {"searchinfo": {"search": asked["search"]}, "search": found}
        else:
            said = {"entities": {n: ENTITIES[n] for n in asked["ids"].split("|")}, "success": 1}
        return page(json.dumps(said), "application/json; charset=utf-8")


@pytest.fixture
def server() -> Iterator[WebServer]:
    """The API on loopback."""
    with WebServer(routes=Api()) as started:
        yield started


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project that does not wait between requests."""
    return Project(tmp_path, Settings(fetch=FetchSettings(delay=0, contact="desk@example.org")))


def asked(
    server: WebServer, project: Project, *names: Suggestion
) -> tuple[tuple[Suggestion, ...], list[WorkflowError]]:
    errors: list[WorkflowError] = []
    api = f"{server.url}/w/api.php"
    return look_up(project, names, errors, api=api, private=True), errors


def named(kind: TermType, sentence: str, **proposals: str) -> Suggestion:
    return Suggestion(
        "Ann Foobar",
        "en",
        kind,
        1,
        (f"a.txt:1: {sentence}",),
        proposals,
        "a rule" * bool(proposals),
    )


def test_type_and_context_choose_the_entity(server: WebServer, project: Project) -> None:
    """The painter is meant where a painter is spoken of; a place has coordinates."""
    names = (
        named(TermType.PERSON, "The Canadian painter Ann Foobar died."),
        named(TermType.PLACE, "They climbed it."),
    )
    (person, place), errors = asked(server, project, *names)
    assert not errors
    assert person.proposals == {"ko": "앤 푸바르"}
    assert person.basis == "https://www.wikidata.org/wiki/Q2 (also 앤 푸바르 씨)"
    assert place.proposals == {"ko": "푸바산"}


def test_nothing_is_chosen_between_two(server: WebServer, project: Project) -> None:
    """Where nothing tells which of two persons it is, both addresses are named."""
    ((person,), _) = asked(server, project, named(TermType.PERSON, "Ann Foobar spoke."))
    assert person.proposals == {}
    assert person.basis.count("https://www.wikidata.org/wiki/Q") == 2


def test_a_label_goes_before_a_rule(server: WebServer, project: Project) -> None:
    """What a rule gave is kept in the note where Wikidata says otherwise."""
    ((place,), _) = asked(server, project, named(TermType.PLACE, "There.", ko="푸바"))
    assert place.proposals == {"ko": "푸바산"}
    assert place.basis.startswith("a rule: 푸바; https://www.wikidata.org/wiki/Q3")


def test_only_names_are_sent_and_answers_kept(server: WebServer, project: Project) -> None:
    """No sentence leaves; who asks is said; the second time nobody is asked. Titles never are."""
    secret = named(TermType.PERSON, "A confidential remark on Ann Foobar.")
    title = Suggestion("Mayor", "en", TermType.TITLE, 1, ("a.txt:1: Mayor",))
    first = asked(server, project, secret, title)
    assert len(server.asked) == 2
    assert not any("confidential" in path or "Mayor" in path for path in server.asked)
    assert "desk@example.org" in server.headers["User-Agent"]
    assert asked(server, project, secret, title) == first
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    "route",
    [
        page("busy", status=429), page("<html>", "text/html"), page("[]", "application/json"),
        page('{"error": {"code": "maxlag", "info": "Waiting for 10.0.0.1"}}', "application/json"),
    ],
)  # fmt: skip
def test_a_refusal_costs_no_name(project: Project, route: Any) -> None:
    """What the rules found stays; the trouble is told where there is any; nothing is kept of it."""

    class Refusing(dict[str, Any]):
        def get(self, path: str, default: Any = None) -> Any:
            return route

    name = named(TermType.PERSON, "Ann Foobar spoke.", ko="앤")
    with WebServer(routes=Refusing()) as server:
        ((person,), errors) = asked(server, project, name)
    assert person == name
    assert len(errors) <= 1
    assert not errors or not (project.cache / "wikidata.json").exists()


def test_what_was_found_before_a_refusal_counts(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is kept as well: the next time only the rest is asked for."""
    monkeypatch.setattr(wikidata_lookup, "_TOGETHER", 1)

    class Tired(Api):
        def get(self, path: str, default: Any = None) -> Any:
            return page("busy", status=429) if "Bea" in path else super().get(path, default)

    ann = named(TermType.PLACE, "They climbed it.")
    bea = replace(ann, name="Bea Foobar")
    with WebServer(routes=Tired()) as server:
        ((first, second), errors) = asked(server, project, ann, bea)
        assert (first.proposals, second, len(errors)) == ({"ko": "푸바산"}, bea, 1)
        server.asked.clear()
        asked(server, project, ann, bea)
        assert len(server.asked) == 1
