"""Describe who publishes a site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the site.

    Attributes:
        name: plain text.
        url: the public address of the site; empty where it is not known.
        logo: the public address of its logo; empty for none.
    """

    name: str
    url: str
    logo: str = ""

    def data(self) -> dict[str, Any]:
        """Describe it: https://schema.org/Organization."""
        data: dict[str, Any] = {"@type": "Organization", "name": self.name}
        if self.url:
            data["url"] = self.url
        if self.logo:
            data["logo"] = {"@type": "ImageObject", "url": self.logo}
        return data
