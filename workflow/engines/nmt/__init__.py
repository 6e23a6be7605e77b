"""Run translation models through CTranslate2, and climb the term ladder over them.

Shared by the engines ``argos`` (its packages) and ``ctranslate2`` (folders with a model)::

    ctranslate    a model: text to pieces, pieces to text (its weights: model_weights)
    model_family  how a family of models wants its pieces
    batching      many sentences decoded together
    decoder       the term ladder over a model
    stable_names  names that a model renders reliably
    route         the way of a sentence through one model or two
    model_drafts  from requests to drafts, and what both engines share
"""
