"""One ladder of attempts by which any engine keeps the renderings of the glossary."""
