"""Names in Korean text that no glossary has, by the analyser Kiwi, by marks and by titles."""
