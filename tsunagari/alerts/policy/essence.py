"""What a programme comes down to: who may use it, and what it gives. Its wording does not count."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from tsunagari.engines.eligibility.rule import AllOf, AnyOf, Condition, Not
from tsunagari.programmes.schema import Offer, Programme


def essence_of(programme: Programme) -> str:
    """The same as long as rule and offers mean the same: through new names, new years and new budgets."""
    plain = json.dumps([meaning(programme.rule), meaning(programme.offers)])
    return hashlib.sha256(plain.encode()).hexdigest()[:32]


def meaning(part: Any) -> Any:
    """Rules and offers as lists of words, the same in every process: sets are put in order."""
    match part:
        case Condition():
            return [part.fact, part.test, meaning(part.operand)]
        case AllOf() | AnyOf():
            return [type(part).__name__, *map(meaning, part.parts)]
        case Not():
            return ["Not", meaning(part.part)]
        case Offer():
            return [part.kind, str(part.rate), str(part.cap_yen), meaning(part.when), part.fee]
        case frozenset():
            return sorted(map(str, part))
        case tuple():
            return [meaning(each) for each in part]
        case _:
            return str(part)
