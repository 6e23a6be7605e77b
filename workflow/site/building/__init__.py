"""Build a site: write what has changed, and put it into place in one step.

::

    build            a site: articles, then what is about many of them
    articles_build   the articles, as they are added; the report of what was built
    article_writer   the files of one article, by any process
    deployment       the folder, and how it takes the place of the old one
    link_check       links that lead nowhere
    part_building    some articles alone (publish --shard); made_articles: joined again
"""
