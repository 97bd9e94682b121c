"""Where records are pulled from: a folder of answers that were saved, or the API itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import Request, urlopen

from tsunagari.base.errors import BadInput
from tsunagari.jgrants.policy.ids import is_id
from tsunagari.jgrants.policy.raw import Unreadable

MOST_BYTES = 60_000_000
SECONDS = 30
TRIES = 3
PAUSE = 0.1  # between calls: ten a second
# There is no way to ask for all: words that nearly every record has one of.
KEYWORDS = (
    *("事業", "補助金", "支援", "助成", "補助", "中小企業", "設備", "開発", "令和", "促進"),
    *("対策", "導入", "推進", "交付", "整備", "人材", "省エネ", "創業", "販路", "災害"),
)


class Missing(Unreadable):
    """The source has no such thing."""


class Source(Protocol):
    """Lists and details as bytes. Both raise Unreadable for what cannot be had."""

    name: str

    def lists(self) -> Iterator[tuple[str, Callable[[], bytes]]]:
        """A name for people and a way to read it, for each answer of the list."""
        ...

    def details(self) -> Iterator[str]:
        """Ids that are there whether or not a list has them."""
        ...

    def detail(self, number: str) -> bytes: ...


def source_at(place: str, keywords: Sequence[str] = ()) -> Source:
    """A folder, or the address of an API. Raises BadInput."""
    if urlsplit(place).scheme in ("http", "https"):
        return Api.at(place, tuple(keywords) or KEYWORDS)
    folder = Path(place)
    if not folder.is_dir():
        mend = "Give the folder that holds list*.json and detail/, or an address such as http://host/exp."
        raise BadInput(given=place, allowed="a folder, or an http(s) address", mend=mend, where="--from")
    return Folder(folder)


@dataclass(frozen=True, slots=True)
class Folder:
    """`list*.json`, and `detail/<id>.json`."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    def lists(self) -> Iterator[tuple[str, Callable[[], bytes]]]:
        for path in sorted(self.path.glob("list*.json")):
            yield path.name, lambda path=path: read_bytes(path)

    def details(self) -> Iterator[str]:
        yield from sorted(path.stem for path in self.path.glob("detail/*.json") if is_id(path.stem))

    def detail(self, number: str) -> bytes:
        return read_bytes(self.path / "detail" / f"{number}.json")


def read_bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Unreadable(f"more than {MOST_BYTES:,} bytes")
        return path.read_bytes()
    except FileNotFoundError:
        raise Missing("no such file") from None
    except OSError as error:
        raise Unreadable(error.strerror or "cannot be read") from None


@dataclass(frozen=True, slots=True)
class Api:
    """Lists by v1 with one keyword after another, details by v2, else by v1."""

    base: str
    keywords: tuple[str, ...]
    sleep: Callable[[float], None] = field(default=time.sleep, compare=False)

    @classmethod
    def at(cls, place: str, keywords: tuple[str, ...]) -> Api:
        base = place.partition("?")[0].rstrip("/").removesuffix("/subsidies")
        for tail in ("/v1/public", "/v2/public", "/v1", "/v2"):
            base = base.removesuffix(tail)
        return cls(base if urlsplit(base).path else f"{base}/exp", keywords)

    @property
    def name(self) -> str:
        return self.base

    def lists(self) -> Iterator[tuple[str, Callable[[], bytes]]]:
        for keyword in self.keywords:
            asked = {"keyword": keyword, "sort": "created_date", "order": "ASC", "acceptance": "0"}
            address = f"{self.base}/v1/public/subsidies?{urlencode(asked)}"
            yield keyword, lambda address=address: self.get(address)

    def details(self) -> Iterator[str]:
        yield from ()

    def detail(self, number: str) -> bytes:
        try:
            return self.get(f"{self.base}/v2/public/subsidies/id/{quote(number)}")
        except Missing:
            return self.get(f"{self.base}/v1/public/subsidies/id/{quote(number)}")

    def get(self, address: str) -> bytes:
        """The body. What may pass (time out, 5xx, 429) is tried again; raises Unreadable in the end."""
        why = ""
        for tried in range(TRIES):
            self.sleep(tried or PAUSE)
            try:
                return fetched(address)
            except HTTPError as error:
                if error.code == HTTPStatus.NOT_FOUND:
                    raise Missing("404") from None
                why = f"HTTP {error.code}"
                if error.code < 500 and error.code != HTTPStatus.TOO_MANY_REQUESTS:
                    break
            except URLError as error:
                why = str(error.reason)
            except (OSError, ValueError) as error:
                why = str(error) or type(error).__name__
        raise Unreadable(why[:120])


def fetched(address: str) -> bytes:
    request = Request(address, headers={"Accept": "application/json", "User-Agent": "tsunagari"})  # noqa: S310
    with urlopen(request, timeout=SECONDS) as response:  # noqa: S310 (http or https: source_at)
        body = response.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise ValueError(f"more than {MOST_BYTES:,} bytes")
    return body
