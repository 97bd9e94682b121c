"""A programme's rule over the facts of many firms, by the masks of the census."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from tsunagari.census.columns import Columns, columns_of
from tsunagari.census.judging import Judge, build_judge
from tsunagari.census.near import Are, Near, find_near
from tsunagari.engines.masks.masks import compile_masks
from tsunagari.outreach.policy.programmes import given_facts
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme

Given = Mapping[str, Any]


def open_to(catalogue: Catalogue, programme: Programme, firms: Sequence[Given], as_of: datetime.date) -> Are:
    """Which of the firms certainly qualify on that day."""
    judge, columns = prepared(catalogue, programme, firms, as_of)
    return judge.judge(columns, len(firms))[0][0].astype(bool)


def near_to(catalogue: Catalogue, programme: Programme, firms: Sequence[Given], as_of: datetime.date) -> Near:
    """Which of the firms one fact keeps out on that day."""
    judge, columns = prepared(catalogue, programme, firms, as_of)
    return find_near(judge, columns, len(firms))


def prepared(
    catalogue: Catalogue, programme: Programme, firms: Sequence[Given], as_of: datetime.date
) -> tuple[Judge, Columns]:
    columns = columns_of(firms, given_facts(programme, catalogue.vocabulary))
    masks = compile_masks({programme.key: programme.rule})
    return build_judge(masks, columns, statutes=catalogue.statutes, as_of=as_of), columns
