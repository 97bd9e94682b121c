"""A note of every chain's last line, to be kept elsewhere: whoever rewrites a chain cannot rewrite that."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from tsunagari.base.errors import BadInput
from tsunagari.engines.trace.canonical import instant
from tsunagari.engines.trace.line import Head

FORM = "tsunagari anchor 1"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The heads of all chains at one instant, and the digest of the anchor before (empty: the first)."""

    at: datetime.datetime
    heads: Mapping[int, Head]
    before: str = ""

    @property
    def text(self) -> str:
        heads = {str(key): {"number": head.number, "hash": head.hash} for key, head in self.heads.items()}
        whole = {"form": FORM, "at": instant(self.at), "before": self.before, "heads": heads}
        return json.dumps(whole, indent=1) + "\n"


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read_anchor(text: str, where: str) -> Anchor:
    """The anchor in a file's text. Raises BadInput for anything else, with `where` it stands."""
    try:
        whole = json.loads(text)
        heads = {
            int(key): Head(int(head["number"]), str(head["hash"])) for key, head in whole["heads"].items()
        }
        anchor = Anchor(datetime.datetime.fromisoformat(whole["at"]), heads, str(whole["before"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        mend = "Take the file from where the anchors are kept."
        raise BadInput(given=text, allowed="an anchor file", mend=mend, where=where) from error
    if whole.get("form") != FORM:
        raise BadInput(given=str(whole.get("form")), allowed=FORM, where=where)
    return anchor


def broken_anchors(texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Of (name, text) in the order they were made: the names of those that do not follow the one before.

    The first may follow one that was not given, as when old anchors were put away.
    """
    for (_, earlier), (name, text) in pairwise(texts):
        if read_anchor(text, name).before != digest_of(earlier):
            yield name
