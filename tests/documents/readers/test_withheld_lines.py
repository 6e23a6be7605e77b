"""Lines of an article's own text that keep it from the public."""

from __future__ import annotations

import pytest

from workflow.documents import readers


def _conditions(name: str, text: str) -> list[tuple[str, str]]:
    _, metadata = readers.parse(text.encode(), f"seeds/{name}")
    return [(each.since, each.fault) for each in metadata.conditions]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    ("line", "since"),
    [
        ("EMBARGOED UNTIL 00:01 GMT, MONDAY 3 MARCH 2031", "2031-03-03T00:01:00+00:00"),
        ("Strictly embargoed: 3 March 2031, 6pm GMT", "2031-03-03T18:00:00+00:00"),
        ("For release at 10 a.m., March 5, 2031", "2031-03-05T10:00:00"),
        ("엠바고: 2031년 3월 3일 오전 6시", "2031-03-03T06:00:00"),
        ("보도시점 : 2031. 3. 3.(월) 11:00 이후", "2031-03-03T11:00:00"),
        ("【報道解禁：2031年3月3日（月）午前5時】", "2031-03-03T05:00:00"),
        ("Embargoed until 00:01 BST, 5 June 2031", "2031-06-06T00:01:00"),
        ("解禁日時：2031年3月3日（月）10時", "2031-03-03T10:00:00"),
        ("Publish date: March 3, 2031", "2031-03-03T00:00:00"),
    ],
)
def test_an_embargo_above_the_text_holds_until_its_moment(name: str, line: str, since: str) -> None:
    assert _conditions(name, f"{line}\n\nHarbours at Risk\n\nOne in five is.\n") == [(since, "")]


@pytest.mark.parametrize(
    "line",
    [
        "DRAFT - NOT FOR PUBLICATION",
        "[DRAFT]",
        "Do not publish",
        "Status: Draft",
        "Status: DRAFT - not for publication",
        "STRICTLY PRIVATE AND CONFIDENTIAL",
        "대외비",
        "（未定稿）",
        "【部外秘】",
        "Nicht zur Veröffentlichung",
    ],
)
def test_a_line_that_says_it_is_not_for_the_public_is_believed(line: str) -> None:
    assert _conditions("a.txt", f"{line}\n\nHarbours at Risk\n\nOne in five is.\n") == [("", "")]
    assert _conditions("a.md", f"# Harbours\n\n**{line}**\n\nOne in five is.\n") == [("", "")]


@pytest.mark.parametrize(
    "text",
    [
        "Draft\n\n# Harbours at Risk",
        "**First draft** – for Ann\n\n# Harbours at Risk",
        "Work in progress\n\n# Harbours at Risk",
        "# WIP: Harbours at Risk",
        "# Harbours at Risk [draft]",
        "Brouillon\n\nPorts en danger",
        "[Entwurf] Häfen in Gefahr",
        "초안 v2\n\n# 항만 위험",
        "# [초안] 항만 위험",
        "# 【草稿】港口风险",
        "【下書き】港の危険",
    ],
)
def test_a_label_of_a_draft_above_or_in_the_headline_holds_it_back(text: str) -> None:
    assert _conditions("a.md", f"{text}\n\nOne in five is, and they wait.\n") == [("", "")]


@pytest.mark.parametrize(
    "text",
    [
        "# Draft\n\nOn beer and its glasses",
        "# Entwurf\n\nDie Kunst des Zeichnens",
        "Brouillon de culture\n\n# Chronique",
        "# Fisheries Act (draft)",
        "# 헌법 개정안(초안)",
        "Draft horses\n\n# How they work",
        "# Harbours\n\n## Draft\n\nSeven metres.",
        "Draft, Round One\n\n# Giants pick a quarterback",
        "Draft: NFL\n\n# Giants pick a quarterback",
        "Draft 2031\n\n# Giants pick a quarterback",
        "비공개, 그 뒤\n\n# 회의록을 읽다",
        "Bozza, il nuovo bomber\n\n# Segna tre gol",
        "# Kanban\n\nWIP: work in progress, the number of cards",
        "# Standards\n\n- HTTP/3 [final]\n- QUIC v2 [draft]",
        "# Standards\n\n| Name | State |\n|---|---|\n| QUIC v2 | as of May [draft] |",
        "# 作家谈初稿\n\n- 第一章【初稿】\n- 第二章【定稿】",
        "---\nsidebar_label: Draft\n---\n\n# How we write",
    ],
)
def test_an_article_on_drafts_is_none(text: str) -> None:
    assert not _conditions("a.md", f"{text}\n\nOne in five is, and they wait.\n")


def test_a_headline_that_calls_its_text_a_draft_stays_the_headline() -> None:
    text = "[Entwurf] Häfen in Gefahr\n\nDas Wasser steigt\n\nEiner von fünf ist es.\n"
    blocks, _ = readers.parse(text.encode(), "seeds/a.txt")
    assert [block.kind for block in blocks] == ["headline", "deck", "paragraph"]


def test_an_embargo_without_a_moment_is_told() -> None:
    ((since, fault),) = _conditions("a.txt", "EMBARGOED UNTIL MONDAY\n\nShips\n\nThey wait.\n")
    assert not since
    assert "2030" in fault


def test_properties_below_a_heading_count() -> None:
    text = "# Fog\n\nStatus: In review\nPublish date: March 3, 2031\n\nThe fog came.\n"
    assert len(_conditions("a.md", text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Embargo on grain ends\n\nThe embargo until 3 March 2031 is over, ships say.\n",
        "Embargoed until 3 March 2020\n\nShips\n\nThey wait.\n",
        "NOT FOR RELEASE, PUBLICATION OR DISTRIBUTION IN THE UNITED STATES\n\nShips\n\nThey go.\n",
        "Embargo: lifted\n\nShips\n\nThey wait.\n",
        "Draft picks of the year\n\nHe came first.\n",
        "FOR IMMEDIATE RELEASE\n\nShips\n\nThey wait.\n",
        "Ships\n\nThey wait. " + "They wait for long. " * 12 + "\n\nDO NOT PUBLISH\n",
    ],
)
def test_prose_and_what_is_over_hold_nothing_back(text: str) -> None:
    assert all(since == "2020-03-03T00:00:00" for since, _ in _conditions("a.txt", text))


def test_the_headline_stands_below_such_a_line() -> None:
    text = "EMBARGOED UNTIL 3 MARCH 2031\n\nHarbours at Risk\n\nOne in five is.\n"
    blocks, _ = readers.parse(text.encode(), "seeds/a.txt")
    assert [block.text for block in blocks if block.kind == "headline"] == ["Harbours at Risk"]


def test_web_pages_and_subtitles_say_nothing_so() -> None:
    page = "<html><body><h1>Ships</h1><p>DO NOT PUBLISH</p><p>They wait.</p></body></html>"
    assert not _conditions("a.html", page)


def test_a_draft_may_be_told_in_front_of_the_title() -> None:
    """Also in the subject of a mail."""
    head = "From: Ann Kim <ann@example.org>\nDate: Mon, 9 Feb 2026 08:14:33 +0100\n"
    told = "[DRAFT - not for publication] Rivers"
    assert ("", "") in _conditions("a.txt", f"{head}Subject: {told}\n\nThey rise.\n")
    assert _conditions("a.md", f'---\ntitle: "{told}"\n---\nThey rise.\n') == [("", "")]
    assert not _conditions("a.md", '---\ntitle: "[Draft] lottery"\n---\nIt came.\n')


@pytest.mark.parametrize(
    "line",
    [
        "Release date: March 5, 2031",
        "Scheduled: March 5, 2031",
        "Status: Cancelled - fog",
        "Status: in progress",
        "Available from: May 5, 2031",
    ],
)
def test_what_may_be_said_of_what_a_text_tells_of_holds_nothing_back(line: str) -> None:
    assert not _conditions("a.md", f"# Ships\n\n{line}\n\nThey wait.\n")


@pytest.mark.parametrize(
    "top",
    [
        "Embargo: How sanctions reshaped a continent",
        "Embargo until 2030 on diesel cars agreed",
        "Under embargo: life in Havana since 1962",
        "Embargoed until last week, the report says seas are rising faster.",
        "For release from prison: campaigners wait until 3 March 2031",
        "Not for release until 2040: the prisoners of Block B",
        "Sperrfrist: Was Verurteilte wissen müssen",
        "Gesperrt bis Montag: A7 nach Unfall dicht",
        "엠바고: 기자와 정부의 약속",
        "엠바고 3년, 남북 협상의 뒷이야기",
        "保密期：多久才够",
        "注意保存",
        "解禁：アユ釣り",
        "# Book\n\nAuthor: Han Kang\nPublication date: 3 March 2031",
        "# 电影\n\n发布日期：2031年3月3日\n导演：张艺谋",
        "# Fisheries bill\n\nStatus: Pending in parliament",
        "# PEP 12\n\nStatus: Withdrawn\nType: Process",
    ],
)
def test_an_article_that_tells_of_embargoes_releases_and_states_is_public(top: str) -> None:
    assert _conditions("a.md", f"{top}\n\nThey waited for a long while.\n") == []


@pytest.mark.parametrize(
    ("line", "since"),
    [
        ("Embargoed until 6pm, 3 March 2031", "2031-03-03T18:00:00"),
        ("EMBARGOED UNTIL 3 MARCH 2031 - fears over harbours", "2031-03-05T00:00:00"),
        ("엠바고 종료: 2031년 3월 3일 오전 6시", "2031-03-03T06:00:00"),
        ("Release date: March 3, 2031", "2031-03-03T00:00:00"),
    ],
)
def test_an_embargo_counts_whatever_else_its_line_says(line: str, since: str) -> None:
    ((found, fault),) = _conditions("a.txt", f"{line}\n\nHarbours\n\nOne in five is.\n")
    assert (found, fault) == (since, "")
