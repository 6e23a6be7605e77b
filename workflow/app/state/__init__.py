"""Hold the state of one command: of its project, each seed, and each translation.

::

    project_state      settings, glossary, errors, results; sharding: which seeds are its own
    seed_files         which seeds a command line means, and each as a document
    seed_state         one seed and its translations, opened at most once; seed_digest: what its
                       results follow from
    seed_stages        what all processors do with seeds: opening them in any process; saving them
    document_translation  a document in one target language, merged with its PO file
    seed_report        how far a seed's translations are; lost_decisions: what a PO file has lost;
                       reopened_approvals: what changed rows of the glossary mean for approvals
    article_addresses  where articles are, and were; kept_opinions: what models say of them
"""
