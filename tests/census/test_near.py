"""One fact away over columns is what the engine says of each firm, for every programme of the plan."""

from __future__ import annotations

from tests.census.files import Firm
from tsunagari.census.columns import columns_of
from tsunagari.census.judging import build_judge
from tsunagari.census.near import find_near
from tsunagari.engines.eligibility.verdict import Verdict
from tsunagari.engines.masks.masks import compile_masks
from tsunagari.engines.masks.near import could_be_met, one_away
from tsunagari.engines.masks.ways import ways
from tsunagari.outreach.policy.programmes import given_facts
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.checking import possible_facts


def test_columns_say_what_the_engine_says_of_each_firm(catalogue: Catalogue, firms: list[Firm]) -> None:
    as_of, some = catalogue.plan.as_of, firms[:300]
    possible = [possible_facts(catalogue, firm, as_of) for firm in some]
    kinds = set()
    for programme in catalogue.programmes:
        columns = columns_of(some, given_facts(programme, catalogue.vocabulary))
        masks = compile_masks({programme.key: programme.rule})
        judge = build_judge(masks, columns, statutes=catalogue.statutes, as_of=as_of)
        near = find_near(judge, columns, len(some))
        every_way = ways(programme.rule)
        for place, facts in enumerate(possible):
            needed = one_away(every_way, facts)
            asked = {fact for fact, found in needed.items() if could_be_met(found, facts)}
            assert bool(near.is_open[place]) is (programme.rule.verdict(facts) is Verdict.YES)
            assert {fact for fact, which in near.asked.items() if which[place]} == asked
            blocked = {fact for fact, which in near.blocked.items() if which[place]}
            assert blocked == needed.keys() - asked
            kinds |= {bool(near.is_open[place]), *("asked" for _ in asked), *("blocked" for _ in blocked)}
    assert kinds == {True, False, "asked", "blocked"}
