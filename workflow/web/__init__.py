"""Articles from the web: addresses, polite requests, feeds, and what a page says of its origin.

Nothing here knows a project; :mod:`workflow.app.fetching` makes seeds of what comes.
"""
