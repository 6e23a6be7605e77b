"""Know words that change what a sentence says, and those that are the same in all languages.

::

    contrasts, listed_words    words of which one says the contrary, or another of its kind
    senses                     small words: may, all, because, he said
    denials                    words that deny
    roles, directed_roles      who does something to whom, and where
    notions                    common words and their usual renderings
    speakers                   kinds of those who say something
    places, actors, occupations    places, bodies and persons, and what these are
"""
