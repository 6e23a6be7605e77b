"""Write the body of an article as safe HTML: its blocks, and their sentences in all languages.

::

    content          the blocks of an article, each sentence rendered once (aligned_blocks)
    sentence_html    one sentence; typesetting: its spaces and quotation marks; formulas
    highlights       the names of the glossary in it; readings: how it is read (pinyin …)
    sections         headings, lists and tables around blocks; footnotes, embeds
    page_sentences   sentences as pages show them, with status marks; block_html: what is around
                     them, boxes, pictures
    destinations     where links to other articles lead
"""
