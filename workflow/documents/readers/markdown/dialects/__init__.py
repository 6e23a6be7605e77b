"""Teach the parser of CommonMark what else people write, each dialect where it is certain.

:func:`install` gives a parser the rules for it. What they read becomes tokens of these types, which
:mod:`workflow.documents.readers.markdown.markdown_walk` knows:

- ``box_open``, ``box_title`` (followed by its text), ``box_close``: admonitions, callouts, tabs;
- ``kept_code``: lines that stay as they are;
- ``embed``: a link to what was embedded;
- ``math_block``, ``math_inline``: formulas;
- ``template``: a tag within a line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.documents.readers import tex_formulas
from workflow.documents.readers.markdown.dialects import (
    admonitions,
    attribute_lists,
    d2lbook,
    directives,
    html_blocks,
    inline_marks,
    kept_marks,
    mdx,
    media_lines,
    note_marks,
    other_lists,
    other_tables,
    scholarly_marks,
    site_marks,
    template_blocks,
    tex_marks,
)
from workflow.documents.readers.template_tags import Shields

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType

_ANYWHERE: RuleOptionsType = {
    "alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]
}


def install(parser: MarkdownIt) -> None:
    """Give a parser the rules of the dialects."""
    _install_blocks(parser)
    _install_inline(parser)
    core = parser.core.ruler
    tex_marks.formulas(parser)
    parser.block.ruler.after("amsmath", "tex_lines", scholarly_marks.tex_lines, _ANYWHERE)
    inline_marks.inline_notes(parser)
    core.after("block", "set_apart", admonitions.set_apart)
    core.after("block", "unnamed_headings", site_marks.unnamed_headings)
    core.after("block", "named_headings", scholarly_marks.refer)
    core.after("inline", "attributes", attribute_lists.take_away)
    core.after("inline", "empty_links", site_marks.empty_links)
    core.after("inline", "roles", scholarly_marks.read_roles)
    core.after("attributes", "slides", d2lbook.slides)
    core.after("slides", "kept_marks", kept_marks.keep)


def _install_blocks(parser: MarkdownIt) -> None:
    block = parser.block.ruler
    block.before("fence", "template", template_blocks.template_block, _ANYWHERE)
    block.before("fence", "table_caption", media_lines.table_caption)
    block.before("fence", "line_block", media_lines.line_block)
    block.before("fence", "embed_line", media_lines.embed_line, _ANYWHERE)
    block.before("fence", "contents", template_blocks.contents, _ANYWHERE)
    block.before("fence", "slide_head", site_marks.slide_head)
    block.before("fence", "site_line", site_marks.site_line, _ANYWHERE)
    block.before("fence", "division", admonitions.division, _ANYWHERE)
    block.before("fence", "docsify_box", admonitions.docsify_box)
    block.before("fence", "grid_table", other_tables.grid_table)
    block.before("fence", "headless_table", other_tables.headless_table)
    block.before("fence", "spaced_table", other_tables.spaced_table)
    block.before("fence", "lettered_item", other_lists.lettered_item)
    block.before("fence", "counted_list", other_lists.counted_list)
    block.before("fence", "directive", directives.directive_fence, _ANYWHERE)
    block.before("fence", "indented_box", admonitions.indented_box, _ANYWHERE)
    block.before("fence", "attributes", attribute_lists.attribute_block, _ANYWHERE)
    block.before("fence", "myst_line", directives.myst_line, _ANYWHERE)
    block.before("fence", "hexo_tab", template_blocks.hexo_tab, _ANYWHERE)
    block.before("fence", "comment", mdx.comment_block, _ANYWHERE)
    block.before("fence", "titled_comment", mdx.titled_comment, _ANYWHERE)
    block.before("fence", "markdown_in_html", html_blocks.markdown_in_html, _ANYWHERE)
    block.before("fence", "component", mdx.component_block, _ANYWHERE)
    block.before("fence", "module", mdx.module_block)
    block.before("fence", "expression", mdx.expression_block)
    block.before("fence", "field_line", note_marks.field_line, _ANYWHERE)
    block.before("fence", "org_block", note_marks.org_block, _ANYWHERE)
    block.before("fence", "book_tab", d2lbook.book_tab, _ANYWHERE)
    block.before("fence", "abbreviations", other_lists.abbreviations)
    other_lists.definition_lists(parser)
    (html,) = (each for each in block.__rules__ if each.name == "html_block")
    block.at("html_block", html_blocks.html_lines(html.fn), {"alt": html.alt})


def _install_inline(parser: MarkdownIt) -> None:
    inline = parser.inline.ruler
    inline.before("text", "text_reference", site_marks.text_reference)
    inline.before("escape", "tex_command", scholarly_marks.tex_command)
    inline.before("escape", "raw_format", scholarly_marks.raw_format)
    inline.before("escape", "change", scholarly_marks.change)
    inline.before("escape", "extension", site_marks.extension)
    inline.before("escape", "exported_shortcode", site_marks.exported_shortcode)
    inline.before("escape", "highlight", inline_marks.highlight)
    inline.before("escape", "raised", inline_marks.raised_and_lowered)
    inline.before("escape", "comment", inline_marks.comment)
    inline.before("highlight", "keys", inline_marks.pressed_keys)
    inline.before("image", "sized_image", inline_marks.sized_image)
    inline.before("text", "field_at_start", note_marks.field_at_start)
    inline.before("escape", "field", note_marks.field)
    inline.before("link", "said_by", site_marks.said_by)
    inline.before("link", "linked_words", note_marks.linked_words)
    inline.before("link", "citation", scholarly_marks.citation)
    inline.before("link", "task_mark", inline_marks.task_mark)
    inline.before("link", "wiki_link", inline_marks.wiki_link)
    inline.before("link", "attributes", attribute_lists.attributes_behind)
    inline.before("link", "span", attribute_lists.span)
    inline.before("autolink", "component", mdx.component_inline)
    inline.before("component", "expression", mdx.expression)
    inline.before("component", "cross_reference", inline_marks.cross_reference)
    inline.before("component", "bare_citation", scholarly_marks.bare_citation)


def environment(text: str, path: str) -> tuple[Shields, dict[str, object]]:
    """Return the text to parse, its template tags hidden, and the facts that the rules need."""
    shields = Shields(text)
    return shields, {
        "shields": shields,
        "divisions": admonitions.divisions(shields.text),
        "formulas": tex_formulas.has_formulas(text),
        "brackets": tex_formulas.has_brackets(text),
        "notes": kept_marks.is_of_notes(text),
        "outline": kept_marks.is_outline(text),
        "book": d2lbook.is_of_a_book(text),
        "org": note_marks.org_blocks(shields.text),
        "foam": "\n[//begin]: # " in text,
        "mdx": mdx.is_mdx(text, path),
        "enclosed": mdx.enclosed(shields.text),
        "directives": directives.has_directives(text),
    }
