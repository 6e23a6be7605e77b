"""Bring articles from the web: addresses, polite requests, feeds, what a page says of its origin.

Nothing here knows a project; :mod:`workflow.app.fetching` makes seeds of what comes.

::

    urls           one spelling for each address, none with a password; names of files
    polite_client  redirects, robots.txt, pauses; transport: one request and its limits
    public_hosts   private addresses are refused, after redirects too
    fetched_text   what came: page, text or feed; feed_reading: the items of a feed
    articles       articles of pages and items; page_facts: title, author, date, licence
    fetched_origin where a seed is from, in its front matter
    wikidata       entities by name
"""
