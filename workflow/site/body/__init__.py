"""Write the body of an article as safe HTML: its blocks, and their sentences in all languages.

::

    content          the blocks of an article, each sentence rendered once (aligned_blocks)
    sentence_html    one sentence; typesetting: its spaces and quotation marks; formulas
    highlights       the names of the glossary in it; readings: how it is read (pinyin …)
    sections         headings, lists and tables around blocks; boxes, footnotes, embeds
    page_sentences   sentences as pages show them, with status marks; block_signs, picture_html
    destinations     where links to other articles lead
"""
