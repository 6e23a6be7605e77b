"""What the lines around an article are: notices, bylines, captions, decks; in any file type.

The patterns are deliberately narrow: an ordinary paragraph taken for a notice would go
untranslated. They follow the usage of English, Korean and Chinese newspapers and agencies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workflow.documents.readers.inline import plain_block
from workflow.markup import Close, Open, plain, tokens
from workflow.model import Block, BlockKind, MarkupKind

_NOTICE = re.compile(
    r"""
    ^.{0,12}(?:©|ⓒ|\([cC]\)\s*\d{4}|(?:[Cc]opyright|COPYRIGHT)\s*(?:\([cC]\)|\d{4}|by\b|:))
    | ^.{0,12}(?:저작권자|版权所有|版權所有|著作权归)
    | [Aa]ll\ [Rr]ights\ [Rr]eserved | ALL\ RIGHTS\ RESERVED
    | ^.{0,40}무단\s*(?:전재|복제|배포|도용).{0,40}금지[^가-힣]*$
    | ^.{0,30}(?:未经|未經).{0,16}(?:许可|授权|同意|許可|授權)
      .{0,24}(?:转载|使用|复制|轉載|複製)[^，]*$
    """,
    re.VERBOSE,
)
_LONGEST_NOTICE = 300

_HANGUL_NAMES = r"[가-힣]{2,4}(?:\s?[·,]\s?[가-힣]{2,4})*"
_HAN_NAMES = r"[\u4e00-\u9fff]{2,4}(?:[\s、，]+[\u4e00-\u9fff]{2,4})*"
_KOREAN_ROLE = r"(?:선임\s?|수습\s?|전문\s?)?(?:기자|특파원|논설위원|편집위원|통신원)"
_AGENCY = "Yonhap|Xinhua|Reuters|AP|AFP|UPI|Kyodo|Bloomberg|TASS|dpa|EFE"
#: What stands before the first sentence of an article: who reports, from where, for whom.
_LEAD = re.compile(
    rf"""
    (?: [\[［【〔] (?![^\]］】〕]{{0,12}}(?:사진|그래픽|[Pp]hoto|图))
        (?: [^\[\]［］【】〔〕<>]{{0,60}}
            (?:\b[Rr]eporters?\b|\b[Cc]orrespondents?\b|기자|특파원|통신원|记者|記者|通讯员)
            [^\[\]［］【】〔〕<>]{{0,60}}
          | [^\[\]［］【】〔〕<>=]{{1,20}} [=＝] [^\[\]［］【】〔〕<>=]{{1,30}}
          | [^\[\]［］【】〔〕<>]{{2,40}} [电電讯訊]
        ) [\]］】〕]
      | [(（][^()（）<>=]{{1,20}} [=＝] [^()（）<>=]{{1,30}} [)）]
        (?:\s*{_HANGUL_NAMES}\s*{_KOREAN_ROLE})? (?:\s*[=＝](?=\s))?
      | [A-Z][A-Z.,'’ -]{{1,40}} (?:,\ [A-Z][a-z]{{2,8}}\.?\ \d{{1,2}})?
        \ \((?:{_AGENCY})\) \s?(?:--|[—–-])
      | (?:新华社|中新社|中新网|人民网|新华网|央视网|本报|本网)
        [^，。、；：“”\s（()）<>]{{0,24}} [电電讯訊] (?:\s?[（(][^（）()<>]{{1,30}}[)）])?
    )
    """,
    re.VERBOSE,
)
_NAME = r"[A-Z][\w.'’-]*"
_BYLINE = re.compile(
    rf"""
      By(?:\ the)?\ {_NAME}(?:,?\ (?:{_NAME}|and|of|in|the|&|\|))*
    | (?:Reporters?|Correspondents?):?(?:\ {_NAME}){{1,4}}
    | (?:{_NAME}\ ){{1,4}}(?:[Ss]taff\ )?(?:[Rr]eporter|[Cc]orrespondent)
    | (?:[가-힣A-Za-z]{{2,12}}\s?[=/]\s?)?{_HANGUL_NAMES}
      \s?{_KOREAN_ROLE}(?:\s?[=(]?[\w.+-]+@[\w.-]+\)?)?
    | [가-힣A-Za-z\s]{{1,16}}\s(?:데스크|편집국|편집부)
    | (?:글|사진|취재)\s?[=:：/]\s?{_HANGUL_NAMES}(?:\s?{_KOREAN_ROLE})?
    | (?:글|사진|취재)\s+{_HANGUL_NAMES}\s?{_KOREAN_ROLE}
    | (?:本报|本刊|本网|新华社|特约)?(?:记者|記者|作者|文|撰文|撰稿|通讯员|(?:责任)?编辑|责编)
      \s?[：:/／|｜]\s?[^。！？]{{2,30}}
    | \d{{4}}[年./-]\d{{1,2}}[月./-]\d{{1,2}}日?(?:\s?\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?
      \s?\|?\s?来源\s?[：:]\s?[^。！？]{{2,50}}
    | (?:기사)?(?:입력|등록|승인|수정|송고)\s?:?
      \s?\d{{4}}[./-]\s?\d{{1,2}}[./-]\s?\d{{1,2}}[^다]{{0,60}}
    | (?:本报|本刊|本网|新华社|特约)?(?:记者|記者|通讯员)
      \s?{_HAN_NAMES}(?:\s?(?:报道|发自.{{2,8}}))?
    | [\u4e00-\u9fffA-Za-z\s]{{1,20}}(?:编辑部|新闻部|新闻台|新闻组)
    """,
    re.VERBOSE,
)
_LONGEST_BYLINE = 100
_CAPTION = re.compile(
    r"""
      [\[(]?(?:사진|그래픽|자료\s?사진|[Pp]hoto(?:graph)?s?|[Gg]raphic)
      (?:\s?(?:제공|[Bb]y|[Cc]redit))?\s?[=:：|].+
    | (?:图片来源|图|圖)\s?[：:/／|｜].+
    | [^.。]{1,200}(?:[./]|\.\s?/)\s?사진\s?[=:：].{1,30}
    """,
    re.VERBOSE,
)


def is_notice(text: str) -> bool:
    """Whether a line of plain text is a copyright notice."""
    return len(text) <= _LONGEST_NOTICE and bool(_NOTICE.search(text))


def is_byline(text: str) -> bool:
    """Whether a line of plain text only says who wrote, and where."""
    if len(text) > _LONGEST_BYLINE:
        return False
    return bool(_BYLINE.fullmatch(text) or _LEAD.fullmatch(text))


def is_caption(text: str) -> bool:
    """Whether a line of plain text belongs to a picture."""
    return bool(_CAPTION.fullmatch(text))


def notice(rights: str, line: int) -> Block:
    """A notice that stands in the metadata only."""
    return plain_block(Block(BlockKind.NOTICE, "", line), rights)


def refine(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks with notices, bylines, captions and an emphasised deck told from paragraphs.

    A byline before the first sentence of an article becomes a block of its own.
    """
    refined: list[Block] = []
    led = False
    for block in blocks:
        kind = _kind(block, refined)
        if kind is BlockKind.PARAGRAPH and not led:
            led = True
            refined += _split_lead(block)
        elif kind is BlockKind.DECK and block.kind is BlockKind.PARAGRAPH:
            refined.append(replace(_unwrapped(block), kind=kind))
        else:
            refined.append(block if kind is block.kind else replace(block, kind=kind))
    return tuple(refined)


def _kind(block: Block, before: Sequence[Block]) -> BlockKind:
    if block.kind is not BlockKind.PARAGRAPH:
        return block.kind
    text = plain(block.text, block.markup)
    if is_notice(text):
        return BlockKind.NOTICE
    if is_byline(text):
        return BlockKind.BYLINE
    if is_caption(text):
        return BlockKind.CAPTION
    if before and before[-1].kind is BlockKind.HEADLINE and _is_emphasised(block):
        return BlockKind.DECK
    return block.kind


def _is_emphasised(block: Block) -> bool:
    """Whether one pair of emphasis encloses the whole block."""
    if not block.markup or block.markup[0].kind not in {MarkupKind.EMPHASIS, MarkupKind.STRONG}:
        return False
    tag, parts = block.markup[0].tag, list(tokens(block.text))
    return parts[0] == Open(tag) and parts[-1] == Close(tag)


def _unwrapped(block: Block) -> Block:
    """The block without the pair that encloses it."""
    before = len(block.markup[0].tag) + 2
    return replace(
        block,
        text=block.text[before : -before - 1],
        breaks=tuple(offset - before for offset in block.breaks),
        markup=block.markup[1:],
    )


def _split_lead(block: Block) -> list[Block]:
    """A first paragraph, and before it the byline it began with."""
    match = _LEAD.match(block.text)
    if not match:
        return [block]
    end = match.end()
    rest = block.text[end:].lstrip()
    start = len(block.text) - len(rest)
    return [
        Block(BlockKind.BYLINE, match[0], block.line,
              tuple(offset for offset in block.breaks if offset < end)),
        replace(
            block,
            text=rest,
            line=block.line_at(start),
            breaks=tuple(offset - start for offset in block.breaks if offset > start),
        ),
    ]  # fmt: skip
