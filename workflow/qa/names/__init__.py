"""Check the names of persons, places and bodies, in the glossary or not.

::

    glossary_terms    the check ``terms``: required and forbidden renderings
    particle          Korean particles behind any word
    inconsistent      one thing with two names in a document
    name_variants     a person written in two ways
    shared_names      names that stand once on both sides; the next ones tell what is wrong with one
    by_sound          names that a translation has, or lacks, by their sound
    renamed           a person with another name, or with another one's office
    exchanged_roles   who does what to whom, told the other way round
    exchanged_names   two names that have changed places
    short_forms       countries in the short forms of news
"""
