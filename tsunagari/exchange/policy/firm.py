"""A firm's facts as a program sends them: first the published shape, then the meaning."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from jsonschema import Draft202012Validator

from tsunagari.base.errors import BadInput, Conflict
from tsunagari.exchange.policy.fact_schema import facts_schema
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
    fault = next(Draft202012Validator(facts_schema(facts)).iter_errors(sent), None)
    try:
        given = read_facts(sent, facts, as_of=as_of)
    except BadInput as refused:
        if fault is None:
            raise Conflict(**asdict(refused)) from None
        raise
    if fault is not None:
        where = ".".join(str(step) for step in fault.absolute_path)
        raise BadInput(given=repr(fault.instance), allowed="the shape in /api/openapi.json", where=where)
    return given
