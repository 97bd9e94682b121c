"""Where a year's data is found: the address that names a thing leads to what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Addresses:
    """`site` without a slash at its end, such as https://tsunagari.example."""

    site: str
    year: int

    def file(self, name: str = "") -> str:
        return f"{self.site}/data/{self.year}/{name}"

    def page(self, key: str) -> str:
        """The page of a programme for people."""
        return f"{self.site}/programmes/{key}/"

    def service(self, key: str) -> str:
        """The programme itself."""
        return self.file(f"programmes/{key}.jsonld#service")

    def part(self, key: str, address: str) -> str:
        """A part of a programme, such as the condition `eligibility.all.0` or the offer `offers.1`."""
        return self.file(f"programmes/{key}.jsonld#{address}")

    def plan(self) -> str:
        return self.file("programmes.jsonld#plan")

    def word(self, name: str, code: str) -> str:
        """A code of a closed list."""
        return self.file(f"programmes.jsonld#{name}-{quote(code, safe='')}")

    def fact(self, name: str) -> str:
        return self.file(f"programmes.jsonld#fact-{name}")

    def law(self, text: str) -> str:
        """A law as it is cited."""
        return self.file(f"programmes.jsonld#law-{quote(text, safe='')}")
