"""Formulas: TeX and MathML in, MathML Core out, and nothing else whatever comes in."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from workflow.site.body.formulas import displayed

#: What may be in a formula.
ALLOWED = re.compile(
    r"m(?:ath|row|frac|sqrt|root|style|error|padded|phantom|su[bp]|subsup|under|over|underover"
    r"|multiscripts|prescripts|table|tr|td|i|n|o|text|s|space)"
)
SOURCES = (
    (r"E = mc^2", "mc2"),
    (r"\begin{align} a &= b \\ c &= d \end{align}", "a=bc=d"),
    (r"\begin{aligned} x &\le y \end{aligned}", "x≤y"),
    (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", "1234"),
    (r"x_1,\dotsc,x_n", "x1,…,xn"),
    (r"\arg \max_x f(x)", "argmax"),
    (r"\mathbb{R}^n", "ℝn"),
    (r"\text{if } x > 0", "if"),
)


@pytest.mark.parametrize(("source", "shown"), SOURCES)
def test_tex_is_set(source: str, shown: str) -> None:
    """With what it says as its alternative text."""
    html = displayed(source, "tex")
    root = etree.fromstring(html)
    assert root.get("alttext") == " ".join(source.split())
    assert shown in "".join(map(str, root.itertext())).replace("\u00a0", "")


@pytest.mark.parametrize(
    "source", [r"\unknown{x}", r"\textcircled{1}", "{", r"\frac{1", "x" * 9000]
)
def test_what_is_not_understood_is_shown_as_its_source(source: str) -> None:
    """A command never stands within a formula as if it were text."""
    assert displayed(source, "tex").startswith('<code class="tex"')


HOSTILE = (
    "<math><mtext><script>alert(1)</script></mtext></math>",
    '<math><mi href="javascript:alert(1)" onclick="x()" style="a:b" class="c" id="d">x</mi></math>',
    '<math><annotation-xml encoding="text/html"><img src="x"/></annotation-xml><mi>x</mi></math>',
    "<math><semantics><mi>x</mi><annotation>y</annotation></semantics></math>",
    '<math><mglyph src="https://example.org/x"/><a href="x"><mi>y</mi></a></math>',
    '<!DOCTYPE math [<!ENTITY e SYSTEM "file:///etc/passwd">]><math><mi>&e;</mi></math>',
    '<math><mspace width="1e9em&quot; onload=&quot;x"/></math>',
    "<math>" + "<mrow>" * 500 + "x" + "</mrow>" * 500 + "</math>",
    "<svg onload='x()'/>",
    "<math",
)


def assert_harmless(html: str) -> None:
    """Fails if anything but a formula, or code, comes out."""
    root = etree.fromstring(html)
    if root.tag == "code":
        assert not len(root)
        return
    for element in root.iter():
        assert ALLOWED.fullmatch(etree.QName(element).localname)
        assert not {"href", "style", "id", "src"} & set(element.attrib)
        assert not any(str(name).startswith("on") for name in element.attrib)


@pytest.mark.parametrize("source", HOSTILE)
def test_mathml_is_written_anew(source: str) -> None:
    """Nothing that runs, loads, links or looks like anything else comes through."""
    html = displayed(source, "mathml")
    assert_harmless(html)
    assert "root:" not in html


@given(st.text("\\{}[]()&$^_ <>\"'abx1", max_size=60), st.sampled_from(["tex", "mathml"]))
def test_whatever_comes_is_well_formed(source: str, form: str) -> None:
    """Formulas and code alike."""
    assert_harmless(displayed(source, form))


@pytest.mark.parametrize(
    "shape", ["(", "{", r"\sqrt", r"\left(", "_{a", r"\frac1", "^", r"\begin{matrix}", "x", "&"]
)
def test_no_formula_takes_long(shape: str) -> None:
    """However many brackets are open."""
    started = process_time()
    displayed((shape * 8000)[:8000], "tex")
    assert process_time() - started < 2
