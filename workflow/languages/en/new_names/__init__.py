"""Names in English text that no glossary has, by capitals and by what stands beside them."""
