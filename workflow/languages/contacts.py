"""Find words around telephone numbers, accounts and addresses."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.languages.tables import FactTable


@dataclass(frozen=True, slots=True)
class Contacts:
    """Patterns of the words around a number or a name; an empty one matches nothing.

    Attributes:
        messenger: a messenger, in letters that are not Latin; a name behind it is an account.
        introducing: what may stand between the messenger and the name.
        naming: says between them that the name is one: 아이디.
        counting: follows the number of an account that is an amount instead.
        calling: stands before a telephone number.
        called: stands after one.
        short_number: a short number to call, in a group, with what announces it.
        paying: stands before the number of a bank account.
        amount: follows a long number that is an amount.
        catalogued: stands before a long number that nobody is reached by, of a patent say.
        dot, at: how the signs of an address are spelled: evil 점 com.
        dot_com: how a dot and the end of an address are spelled together: evil 닷컴.
    """

    messenger: str = ""
    introducing: str = ""
    naming: str = ""
    counting: str = ""
    calling: str = ""
    called: str = ""
    short_number: str = ""
    paying: str = ""
    amount: str = ""
    catalogued: str = ""
    dot: str = ""
    at: str = ""
    dot_com: str = ""


def tabled(package: str) -> Contacts:
    """Return the words that a language's ``contacts.tsv`` tells, by the use of each row."""
    table = FactTable(package, "contacts.tsv")
    return Contacts(**{use: table.text(use) for use in table.uses})
