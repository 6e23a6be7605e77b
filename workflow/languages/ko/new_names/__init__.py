"""Find names in Korean text that no glossary has: by the analyser Kiwi, by marks, by titles."""
