"""A firm's facts as a program sends them: first the published shape, then the meaning."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from jsonschema import Draft202012Validator

from tsunagari.base.errors import BadInput
from tsunagari.exchange.policy.fact_schema import facts_schema
from tsunagari.kit.shapes import read_shaped
from tsunagari.programmes.answers import read_facts
from tsunagari.programmes.vocabulary import Fact


def read_firm(sent: Any, facts: Mapping[str, Fact], *, as_of: datetime.date) -> dict[str, Any]:
    """Typed values of the facts sent.

    Raises BadInput for what has not the published shape, Conflict for what has it and cannot be: a code
    that no revision lists, a day after `as_of`.
    """
    if not isinstance(sent, Mapping):
        mend = 'Write {"firm.kind": "company", "firm.capital_yen": 3000000}.'
        raise BadInput(given=type(sent).__name__, allowed="one flat JSON object", mend=mend, where="facts")
    shape = Draft202012Validator(facts_schema(facts))
    return read_shaped(sent, shape, lambda: read_facts(sent, facts, as_of=as_of))
