"""Marks of programs for notes, sites and books in Markdown, and what only looks like them."""

from __future__ import annotations

import pytest

from workflow.documents.readers import parse
from workflow.documents.readers.markdown.dialects import html_blocks
from workflow.model import BlockKind

#: A text, and below the line what of it is translated: a block a line, in brackets what its tags
#: keep. Code is not told.
CASES = r"""
status:: open
Due date:: today
**By**:: Kim
we say:: no
-----
<x1/> open [status::]
Due date<x1/> today [::]
<g1>By</g1><x2/> Kim [::]
we say<x1/> no [::]
=====
The operator
std:: may stand
in a line.

Mind it:: it goes
on and on.

The port.
near:: [[Sea]]
-----
The operator std:: may stand in a line.
Mind it<x1/> it goes on and on. [::]
The port.
<x1/> <g2>Sea</g2> [near::]
=====
heading:: The mayor resigned

heading:: 2
-----
<x1/> The mayor resigned [heading::]
=====
---
title: What the f**k is this s**t
---
A
-----
What the f**k is this s**t
A
=====
[mood:: happy days] It (length:: 2 hours) [due:: 2024].
-----
<x1/> happy days<x2/> It <x3/> 2 hours<x4/> <x5/>. [[mood::] []] [(length::] [)] [[due:: 2024]]
=====
- The port.
  id:: 64a1b2c3-1111-2222-3333-444455556666
  collapsed:: true
  - TODO [#A] Call
    SCHEDULED: <2024-05-01 Wed>
- [it]([[Page one]])
-----
The port.
<x1/> Call <x2/> [TODO [#A]] [SCHEDULED: <2024-05-01 Wed>]
<g1>it</g1>
=====
See ((64a1b2c3-1111-2222-3333-444455556666)).

![x](a.png){:height 3, :width 4} it
-----
See <x1/>. [((64a1b2c3-1111-2222-3333-444455556666))]
<x1/> it [x]
=====
#+BEGIN_NOTE
Mind it.
#+END_NOTE

#+BEGIN_QUERY
{:a b}
#+END_QUERY
-----
Mind it.
=====
- [ ] Write #Todo/now
- Pay it #Home

With this #recipe we cook.

#A1 #b2
-----
Write <x1/> [#Todo/now]
Pay it <x1/> [#Home]
With this <x1/> we cook. [#recipe]
=====
#MeToo grew; C# and F#, issue #12.

#春节# 很火，#新年 来了。
-----
#MeToo grew; C# and F#, issue #12.
#春节# 很火，#新年 来了。
=====
[[Port]] has #Ships in it.
-----
<g1>Port</g1> has <x2/> in it. [#Ships]
=====
The crane broke. ^crane-1

2 ^10 and x ^2

It is x ^two
-----
The crane broke.
2 ^10 and x ^2
It is x ^two
=====
:begin_tab:`port`
Ships.
:end_tab:

[**They sail.**] (**Now.**) [~~Soon.~~]
-----
Ships.
<g1>They sail.</g1> <g2>Now.</g2> <g3>Soon.</g3>
=====
[**They sail at noon.**] [**1**] (**Now**)
-----
<x1/><g2>They sail at noon.</g2><x3/> [<g4>1</g4>] (<g5>Now</g5>) [[] []]
=====
[gallery ids="1,2"]

[x] [i like=this] [a b="c"](d)
-----
[x] [i like=this] <g1>a b="c"</g1>
=====
(@one) First, as (@one) says.
-----
<x1/> First, as <x2/> says. [(@one)] [(@one)]
=====
{{ range .Pages }}
Read {{ .Title }} now.
{{ end }}
-----
Read <x1/> now. [{{ .Title }}]
=====
<% if (a) { %>
Hello <%= name %>.
<% } %>

5 <% 6, `<%=` and `%>`, or `{{` to `}}`.
-----
Hello <x1/>. [<%= name %>]
5 <% 6, <x1/> and <x2/>, or <x3/> to <x4/>. [<%=] [%>] [{{] [}}]
=====
---
title: Trade {{ year }} <em>now</em>
---
A
-----
Trade <x1/> <g2>now</g2> [{{ year }}]
A
=====
!> Mind
*it*.

?>no
-----
Mind <g1>it</g1>.
?>no
=====
> [!TIP|style:flat|label:Heed]
> It.
-----
Heed
It.
=====
{% note info no-icon Mind the gap %}
It.
{% endnote %}
-----
Mind the gap
It.
=====
{% asset_img a.jpg "The port" %}

{% asset_img a.jpg %}
-----
The port
=====
{% code title="a" %}
```js
x
```
{% endcode %}

{abbr}`WHO (World Health)`
-----
WHO (World Health)
=====
```{glossary}
Crane
  It lifts.
  Much.

Port
  Ships.
```
-----
Crane
It lifts. Much.
Port
Ships.
=====
+------+----+
| 과일 | 값 |
+======+====+
| One  | 5  |
| two  |    |
+------+----+

+---+---+
| both  |
+---+---+
-----
과일
값
One two
5
=====
import A from "a"
export const b = 1

{c.map(d => <E {...d} />)}

Text {b}.
-----
Text <x1/>. [{b}]
=====
<div>
<Card title="Port" />

```js
x
```
</div>

End
-----
Port
End
"""


def _told(text: str) -> list[str]:
    blocks = [
        each for each in parse(text.encode(), "seeds/a.md")[0] if each.kind is not BlockKind.CODE
    ]
    return [
        " ".join([each.text, *(f"[{item.text}]" for item in each.markup if item.tag[0] == "x")])
        for each in blocks
    ]


@pytest.mark.parametrize("case", CASES.strip("\n").split("\n=====\n"))
def test_marks_of_programs_are_kept_or_left_out(case: str) -> None:
    """No mark stands in what is translated, and no word is lost."""
    text, _, told = case.partition("\n-----\n")
    assert _told(text) == told.split("\n")


def test_where_html_ends_is_not_looked_for_at_each_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paragraph whose lines begin with tags costs no more than any other."""
    asked: list[str] = []

    def tag_end(text: str, *_: object, **__: object) -> int:
        asked.append(text)
        return 0

    monkeypatch.setattr(html_blocks, "tag_end", tag_end)
    (block,) = parse(("Text\n" + "<b>goes</b> on\n" * 50).encode(), "seeds/a.md")[0]
    assert block.text.count("goes") == 50
    assert len(asked) <= 50


def test_a_block_of_code_has_its_language() -> None:
    """Without the classes and options that a program adds to it."""
    fences = ("js{1,3}", "{.python .input}", "{r, echo=FALSE}", "{ .sh .copy }", "c++ title=a", "")
    said = [parse(f"a\n\n```{each}\nx\n```".encode(), "seeds/a.md")[0][1].url for each in fences]
    assert said == ["js", "python", "r", "sh", "c++", ""]


def test_tags_of_templates_on_a_page_are_kept() -> None:
    """They are placeholders within a sentence, and code alone."""
    page = (
        "<h1>{{ .Title }}</h1>{{ range .Pages }}<p>Ships of {{ .Name }} leave the port at noon.</p>"
        "<p>{% if x %}</p><p>Fares are <%= fare %> for all who travel.</p>"
    )
    blocks, _ = parse(page.encode(), "seeds/a.html")
    told = [
        (block.text, [item.text for item in block.markup])
        for block in blocks
        if block.kind is not BlockKind.CODE
    ]
    assert told == [
        ("<x1/>", ["{{ .Title }}"]),
        ("Ships of <x1/> leave the port at noon.", ["{{ .Name }}"]),
        ("Fares are <x1/> for all who travel.", ["<%= fare %>"]),
    ]
