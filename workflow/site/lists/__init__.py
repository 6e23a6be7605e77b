"""Write what concerns many articles: lists, feeds, search, redirects, links between them.

::

    indexes          front page, editions, glossary, status, site map
    topics           sections, tags and authors; topic_lists: the articles of each
    list_pages       long lists, divided into pages
    feeds            feed.xml of editions and pairs
    search           the index that pages search in
    related_articles    articles like one, put into its pages (page_slots) once all are known
    redirects        former addresses
"""
