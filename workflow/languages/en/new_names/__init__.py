"""Find names in English text that are in no glossary, by capitals and context."""
