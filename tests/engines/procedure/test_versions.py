"""A version kept with a case is the procedure itself, whatever a database does to the order of keys."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.procedure.samples import PROCEDURES, SMALL, words
from tsunagari.base.errors import BadInput
from tsunagari.engines.procedure.declared import Procedure
from tsunagari.engines.procedure.versions import as_object, digest, from_object


@given(PROCEDURES, st.booleans())
def test_nothing_is_lost(procedure: Procedure, is_sorted: bool) -> None:
    stored = json.loads(json.dumps(as_object(procedure), sort_keys=is_sorted))
    kept = from_object(stored)
    assert kept == procedure
    assert list(kept.steps) == list(procedure.steps)
    assert digest(kept) == digest(procedure)


@given(PROCEDURES, PROCEDURES)
def test_a_digest_tells_procedures_apart(one: Procedure, other: Procedure) -> None:
    assert (digest(one) == digest(other)) == (as_object(one) == as_object(other))


def test_every_change_is_another_version() -> None:
    changed = dataclasses.replace(SMALL, labels={**SMALL.labels, "movers.owner": words("owner")})
    backwards = dataclasses.replace(SMALL, steps=dict(reversed(SMALL.steps.items())))
    assert len({digest(each) for each in (SMALL, changed, backwards)}) == 3


def test_a_word_at_its_default_leaves_the_digest_as_it_was() -> None:
    assert "is_assumed" not in as_object(SMALL)
    assert "remind" not in as_object(SMALL)["steps"][1]


@pytest.mark.parametrize(
    "stored",
    [{}, {"steps": 1}, {"steps": [{"name": "a"}]}, {**as_object(SMALL), "colour": "red"}, {"steps": [1]}],
)
def test_anything_else_is_refused(stored: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match="procedure version"):
        from_object(stored)
