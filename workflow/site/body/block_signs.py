"""Makes the signs around a block's text: a task's box, a footnote's number and back links."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from markupsafe import Markup as Html

from workflow.site.body.aligned_blocks import NOTHING, AlignedBlock, AlignedSentence
from workflow.site.body.typesetting import clean
from workflow.site.theming.labels import PageWords, label

_BACK = label("Back to the text")
_DONE, _OPEN = label("Done"), label("To do")


def anchor(part: AlignedBlock, role: str = "") -> Html:
    """Return the HTML attributes of a block with a footnote's anchor; empty for other blocks.

    Args:
        part: the block.
        role: the role of its element.
    """
    if part.footnote is None:
        return NOTHING
    name = Html(' id="{}"').format(part.footnote.anchor)
    return name + Html(' role="{}"').format(role) if role else name


def around(
    part: AlignedBlock, unit: AlignedSentence, words: PageWords, lang: Callable[[str], Html]
) -> tuple[str, str]:
    """Return the HTML before the first sentence of a block, and after the last one.

    Args:
        part: the block.
        unit: one of its sentences.
        words: the words around the text.
        lang: writes the attribute that says their language.
    """
    lead = tail = ""
    if part.checked is None and part.footnote is None:
        return lead, tail
    about = lang(words.language)
    if unit is part.units[0] and part.checked is not None:
        sign, said = ("☑", _DONE) if part.checked else ("☐", _OPEN)
        name = escape(words(said))
        lead = f'<span class="box-sign" role="img" aria-label="{name}"{about}>{sign}</span> '
    counted = part.footnote and str(part.ordered) == part.footnote.number
    if unit is part.units[0] and part.footnote and not counted:
        lead += f'<b class="fn-no">{escape(clean(part.footnote.number))}</b> '
    if unit is part.units[-1] and part.footnote:
        name = escape(words(_BACK))
        tail = "".join(
            f' <a class="fn-back ui" href="#s-{escape(key)}" role="doc-backlink"'
            f' aria-label="{name}"{about}>↩</a>'
            for key in part.footnote.back
        )
    return lead, tail
