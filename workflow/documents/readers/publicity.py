"""What keys of a front matter, or names of ``<meta>`` elements, say about when a seed is public.

The names are those of Hugo, Jekyll, Zola, Docusaurus, Astro, Ghost, WordPress, Pelican, Kirby,
Directus and of what newsrooms write by hand. What cannot be understood keeps a seed from the
public: an author who wrote ``draft: maybe`` meant something.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from workflow.documents.readers.decoding import clean
from workflow.documents.readers.instants import Instant, instant
from workflow.model import Condition

#: Keys that keep a seed from the public while they are true, and while they are false.
HIDING = frozenset(
    "draft isdraft unpublished private hidden unlisted embargoed withdrawn retracted"
    " 초안 비공개 草稿 私密".split()
)
SHOWING = frozenset("published publish public ispublished listed 공개 게시 公开 发布".split())
STATUS = frozenset("status poststatus workflowstate visibility 상태 状态".split())
#: Keys of the moment from which on a seed is public.
FROM = frozenset(
    "publishat publishdate publishon publishfrom publishtime publishedat publishedon"
    " publisheddate publishedtime publicationdate publicationtime pubdate datepublished"
    " firstpublishedat releasedate releaseat releasedat golive goliveat livefrom"
    " golivedate publishafter notbefore visiblefrom availablefrom scheduledat"
    " scheduledfor scheduleddate embargo embargountil"
    " embargoeduntil embargodate 발행일 게시일 공개일 发布日期 发布时间".split()
)
#: Keys of its date, which is another such moment.
DATE = frozenset("date datetime dateissued issued dctermscreated 날짜 日期".split())
#: Keys of the moment from which on it is public no longer.
UNTIL = frozenset(
    "expires expire expiresat expireat expireson expiry expirydate expiresdate expiration"
    " expirationdate expirationtime unpublishat unpublishdate unpublishon withdrawat"
    " withdrawon validuntil validthrough availableuntil removeat expiredate unavailableafter"
    " 만료 만료일 过期时间 下线时间".split()
)
#: Keys that say it, too, where their value is a plain one, and may mean anything else.
_MAY_HIDE = frozenset(
    "wip disabled archived deleted trashed removed expired inactive headless norender drafted"
    " unpublish hide notpublished nopublish hold onhold exclude excluded notready"
    " 미공개 숨김 隐藏".split()
)
_MAY_SHOW = frozenset(
    "enabled active online live render visible isvisible isactive ispublic isenabled"
    " show ready approved finished complete completed done final"
    " 발행 게재 노출".split()
)
_MAY_STATUS = re.compile(r"(?:.*(?:status|state|상태|状态)|access|privacy|stage|공개여부)")
_MAY_FROM = frozenset("scheduled available".split())
_ENDED = frozenset("deletedat archivedat trashedat removedat withdrawnat retractedat".split())
#: Keys whose tables speak of the article: Hugo's, Zola's, and what people call them.
_TABLES = frozenset(
    "build params extra metadata meta publishing publication page article post options cascade"
    " custom data fields attributes settings workflow frontmatter".split()
)
#: Words that say of any value of any key that something is not public.
_NEVER = frozenset(
    "draft drafts autodraft unpublished private embargoed confidential wip donotpublish"
    " notforpublication 초안 비공개 미공개 임시저장 草稿 未发布 私密 不公开".split()
)
#: Keys that are looked for behind a slip of the finger: darft, drafts.
_SLIPS = tuple(
    "draft isdraft published publish unpublished private hidden status publishat publishdate"
    " expires expirydate embargo pubdate visibility withdrawn".split()
)
#: Without a value these keys say that somebody has not decided yet.
_UNDECIDED = frozenset("draft isdraft 초안 草稿".split())
KEYS = HIDING | SHOWING | STATUS | FROM | DATE | UNTIL | _MAY_HIDE | _MAY_SHOW | _MAY_FROM | _ENDED
#: What a web page may say without meaning us: ``expires`` is a header of HTTP, too.
_VAGUE = DATE | UNTIL | STATUS | {"pubdate", "datepublished", "publishedtime"}
#: The vocabularies that names of ``<meta>`` elements are from.
_VOCABULARY = re.compile(
    r"(?:(?:og|article|dc|dcterms|meta|schema|sailthru|cxenseparse|recs|parsely)[:.-](?!created))+"
)

_TRUE = frozenset("true yes y on 1 예 참 是".split())
_FALSE = frozenset("false no n off 0 none null 아니오 아니요 거짓 否".split())
#: Values of a status that are public.
_PUBLIC = frozenset(
    "published publish public live final ready approved active online released listed done"
    " complete completed finished updated corrected current ok 게시 게시됨 공개 공개됨 발행"
    " 발행됨 승인 승인됨 완료 发布 已发布 公开 已公开 上线 已上线 已批准 完成".split()
)
#: Those that are public once the time has come that another key names.
_TIMED = frozenset(
    "scheduled future embargoed embargo 예약 예약됨 엠바고 定时 定时发布 待发布".split()
)
#: Those that are not public.
_WITHHELD = frozenset(
    "draft drafts autodraft pending pendingreview private hidden unlisted unpublished"
    " withdrawn retracted rejected archived trash trashed deleted removed spiked killed held"
    " hold onhold inactive disabled offline skip idea todo wip inprogress progress review"
    " inreview needsreview underreview editing submitted new internal confidential secret"
    " password members paid expired 초안 임시저장 비공개 보류 검토 검토중 대기 철회 삭제"
    " 작성중 草稿 待审 待审核 审核中 未发布 私密 保密 撤稿 撤回 下线 已下线 删除 隐藏".split()
)


@dataclass(frozen=True, slots=True)
class Said:
    """A key, its value and its line, as a seed has them."""

    key: str
    value: object
    line: int

    @property
    def name(self) -> str:
        """The key as it is compared: ``publishat`` for ``publish_at``, ``publishAt``."""
        return plain_key(self.key)

    def __str__(self) -> str:
        return clean(" ".join(f"{self.key}: {_shown(self.value)}"[:120].split()))


def _shown(value: object, *, within: bool = False) -> str:
    """Return a value much as it is written; nothing of lists within lists, which may be endless."""
    if isinstance(value, list | dict) and within:
        return "…"
    if isinstance(value, dict):
        pairs = [f"{_shown(k)}: {_shown(v, within=True)}" for k, v in islice(value.items(), 8)]
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(_shown(each, within=True) for each in value[:8])}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and value.bit_length() > 1_000:
        return "…"
    return str(value)


def plain_key(key: str) -> str:
    """Return a key without what people write differently: case, hyphens, dots, a vocabulary.

    >>> plain_key("Publish_At"), plain_key("article:published_time")
    ('publishat', 'publishedtime')
    """
    key = unicodedata.normalize("NFKC", key).lower()
    return re.sub(r"[\W_]+", "", key[match.end() :] if (match := _VOCABULARY.match(key)) else key)


def conditions(said: Sequence[Said], *, page: bool = False) -> tuple[Condition, ...]:
    """Return what keeps a seed from the public.

    Args:
        said: its keys, every one of them, also if it stands twice.
        page: it is a web page, whose author did not write it for this program: then a date or a
            status that means nothing to us says nothing.
    """
    said = said if page else [each for one in said for each in _flat(one)]
    timed = any(each.name in FROM | _MAY_FROM and instant(each.value) for each in said)
    dated = timed or any(each.name in DATE | SHOWING and instant(each.value) for each in said)
    found = ((one, each) for one in said for each in _of(one, timed=timed, dated=dated, page=page))
    return tuple(each for one, each in found if not (page and each.fault and one.name in _VAGUE))


def _flat(said: Said, depth: int = 0) -> Iterator[Said]:
    """Yield a key and, of a table that speaks of the article, the keys in it."""
    yield said
    if not isinstance(said.value, Mapping) or depth > 3 or said.name not in _TABLES:
        return
    for key, value in said.value.items():
        inner = Said(str(key), value, said.line)
        if inner.name in DATE | UNTIL | STATUS and _word(value) not in _WITHHELD:
            continue  # of something else in it
        if said.name == "build" and inner.name in {"render", "list"} and _word(value) == "never":
            yield Said("render", False, said.line)
        yield from _flat(inner, depth + 1)


def _of(said: Said, *, timed: bool, dated: bool, page: bool) -> Iterator[Condition]:
    value, name = said.value, said.name
    if value is None or value in ("", [], {}):
        if name in _UNDECIDED:
            yield _unclear(said, "true or false")
        return
    word = _word(value)
    if name in STATUS:
        yield from _status(said, word, timed=timed, dated=dated)
    elif name in HIDING and not (name == "embargoed" and instant(value)):
        yield from _switch(said, word, _TRUE, _FALSE)
    elif name in SHOWING and not instant(value):
        yield from _switch(said, word, _FALSE | {"never"}, _TRUE)
    elif name in FROM | DATE | SHOWING | HIDING:
        yield from _beginning(said, word)
    elif name in UNTIL | _ENDED:
        yield from _end(said, word)
    elif not page or name in _MAY_FROM:
        yield from _perhaps(said, word, timed=timed)


def _perhaps(said: Said, word: str, *, timed: bool) -> Iterator[Condition]:
    """Yield what a key that is not read here, or means other things too, says for certain."""
    name, moment = said.name, instant(said.value)
    if name in _MAY_FROM:
        if moment:
            yield from _beginning(said, word)
        elif name == "scheduled" and word in _TRUE and not timed:
            yield _always(said)
    elif name in _MAY_HIDE | _MAY_SHOW:
        if word in (_TRUE if name in _MAY_HIDE else _FALSE | {"never"}) or word in _NEVER:
            yield _always(said)
        elif name in _MAY_HIDE and isinstance(said.value, str) and moment:
            yield from _end(said, word)
    elif word in _NEVER or (_MAY_STATUS.fullmatch(name) and word in _WITHHELD - {"new"}):
        if name not in _TEXTS:
            yield _always(said) if _MAY_STATUS.fullmatch(name) else _unclear(said, "status: draft")
    elif meant := next((each for each in _SLIPS if _is_slip(name, each)), ""):
        yield from _slip(said, meant)


#: Keys whose words are text, whatever they are.
_TEXTS = frozenset(
    "title linktitle deck subtitle description summary excerpt author authors by slug source url"
    " tag tags category categories keyword keywords topic topics subject section series name"
    " caption alt kicker eyebrow language lang locale note notes".split()
)


def _slip(said: Said, meant: str) -> Iterator[Condition]:
    """Yield what a misspelled key would say, where that keeps the seed back."""
    right = Said(meant, said.value, said.line)
    for each in _of(right, timed=False, dated=False, page=False):
        if not each.fault and not (meant in STATUS and _word(said.value) in _FALSE):
            yield Condition(
                str(said), said.line, each.since, each.until, fault=f"did you mean {meant}?"
            )


def _is_slip(name: str, meant: str) -> bool:
    """Return whether a key is another with one letter more, less or wrong, or two exchanged."""
    if abs(len(name) - len(meant)) > 1 or len(name) < 4 or name == meant:
        return False
    start = next((i for i, (a, b) in enumerate(zip(name, meant, strict=False)) if a != b), -1)
    if start < 0:
        return True
    a, b = name[start:], meant[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def _word(value: object) -> str:
    """Return a value as one word, to be looked up; ``?`` for what is no text, number or truth."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return plain_key(str(value)) if isinstance(value, str | int) else "?"


def _always(said: Said) -> Condition:
    return Condition(str(said), said.line)


def _unclear(said: Said, wanted: str) -> Condition:
    return Condition(str(said), said.line, fault=f"write {wanted}")


def _switch(
    said: Said, word: str, hides: frozenset[str], shows: frozenset[str]
) -> Iterator[Condition]:
    if word in hides:
        yield _always(said)
    elif word not in shows:
        yield _unclear(said, "true or false")


def _status(said: Said, word: str, *, timed: bool, dated: bool) -> Iterator[Condition]:
    """Yield what a status says; another key must date ``scheduled``, and time ``embargoed``."""
    known = timed if "embargo" in word or "엠바고" in word else dated
    if word in _WITHHELD or word in _FALSE or (word in _TIMED and not known):
        yield _always(said)
    elif word not in _PUBLIC | _TIMED | _TRUE:
        yield _unclear(said, "draft or published")


def _beginning(said: Said, word: str) -> Iterator[Condition]:
    if found := instant(said.value):
        yield Condition(str(said), said.line, since=found.last)
    elif said.name.startswith("embargo") and word in _TRUE:
        yield _always(said)
    elif not (said.name.startswith("embargo") and word in _FALSE):
        yield _unclear(said, "a date such as 2030-01-31 or 2030-01-31T09:00+09:00")


def _end(said: Said, word: str) -> Iterator[Condition]:
    found: Instant | None = instant(said.value)
    if found:
        yield Condition(str(said), said.line, until=found.first)
    elif word not in _FALSE | {"never"}:
        yield _unclear(said, "a date such as 2030-01-31 or 2030-01-31T09:00+09:00")
