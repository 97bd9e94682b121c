"""Programmes, checks and totals as the plain objects of the contract (JSON)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tsunagari.engines.eligibility.rule import Possible
from tsunagari.engines.search.index import Hit
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.checking import Check, Judgement
from tsunagari.programmes.describing import reason_words
from tsunagari.programmes.evidence import evidence_object
from tsunagari.programmes.schema import Programme, Reported
from tsunagari.programmes.totals import TotalLine
from tsunagari.programmes.understanding import Understood
from tsunagari.programmes.vocabulary import Term

DERIVED_SHOWN = (
    "firm.sme_category",
    "firm.size",
    "firm.is_sme",
    "firm.is_small_enterprise",
    "firm.is_deemed_large",
)


def programme_object(
    catalogue: Catalogue, programme: Programme, wording: Mapping[str, Any]
) -> dict[str, Any]:
    """One programme as `plan show` prints it; `wording` holds the imported texts, empty if none were."""
    extra = programme.supplementary
    first, last = programme.lines or (None, None)
    return {
        "seq": catalogue.programmes.index(programme) + 1,
        "key": programme.key,
        "tier": programme.tier,
        "chapter": next((c.chapter for c in catalogue.plan.chapters if c.tier == programme.tier), ""),
        "place": programme.place,
        "pillar": programme.pillar,
        "group": programme.group.ja if programme.group else None,
        "group_text": wording.get("group_text", ""),
        "title": programme.name.ja,
        "alt_title": programme.alt_title,
        "budget_yen": programme.budget_yen,
        "budget_before_yen": programme.budget_before_yen,
        "is_new": programme.is_new,
        "of_which": {f"{name}_yen": yen for name, yen in programme.of_which.items()},
        "supplementary": extra
        and {"year": extra.year, "number": extra.number, "amount_yen": extra.amount_yen},
        "text": wording.get("text", ""),
        "footnote": wording.get("footnote", ""),
        "commentary": wording.get("commentary", ""),
        "commentary_shared_with": wording.get("commentary_shared_with", []),
        "lines": [first, last] if first else [],
        "follows": [{"title": f.title, "year": f.year, "how": f.how} for f in programme.follows],
        "reported": [reported_object(figure) for figure in programme.reported],
        "evidence": [evidence_object(evidence) for evidence in programme.evidence],
        "mechanisms": list(programme.mechanisms),
        "audience": list(programme.audience),
        "summary": {"ja": programme.summary.ja, "en": programme.summary.en},
        "assumed": list(programme.assumed),
        "digest": programme.digest,
    }


def reported_object(figure: Reported) -> dict[str, Any]:
    return {
        "value": figure.value,
        "op": figure.op,
        "unit": figure.unit,
        "what": figure.what.ja,
        "as_of": figure.as_of.isoformat() if figure.as_of else None,
        "period": figure.period or None,
    }


def facts_object(check: Check) -> dict[str, Any]:
    """Derived facts: the value where only one is possible, else null (`firm.size`: "unknown")."""
    shown = {name: only_value(check.facts.get(name)) for name in DERIVED_SHOWN}
    shown["firm.size"] = shown["firm.size"] or "unknown"
    return {"facts": shown}


def only_value(possible: Possible | None) -> Any:
    if possible is None or len(possible) != 1:
        return None
    (value,) = possible
    return str(value) if isinstance(value, Fraction) else value


def judgement_object(catalogue: Catalogue, judgement: Judgement) -> dict[str, Any]:
    programme = judgement.programme
    return {
        "key": programme.key,
        "title": programme.name.ja,
        "verdict": judgement.verdict.word,
        "reasons": [
            {
                "clause": reason.condition.clause,
                "fact": reason.condition.fact,
                "result": reason.result.word,
                "text": reason_words(reason, programme, catalogue.vocabulary).ja,
                "law": programme.eligibility.clauses[reason.condition.clause].law
                if programme.eligibility
                else "",
            }
            for reason in judgement.reasons
        ],
        "ask": list(judgement.ask),
        "assumed": judgement.is_assumed,
    }


def outside_object(programme: Programme) -> dict[str, Any]:
    """What a line says besides of a call that others publish; nothing for a programme of the plan."""
    outside = programme.outside
    if outside is None:
        return {}
    instants = {name: getattr(outside, name) for name in ("seen_at", "opens_at", "closes_at")}
    return {
        "outside": {
            "source": outside.source,
            "page": outside.page,
            **{name: instant and instant.isoformat() for name, instant in instants.items()},
        }
    }


def hit_object(programme: Programme, hit: Hit) -> dict[str, Any]:
    """One line of `search`: the programme found, and which of its words led to it."""
    return {
        "rank": hit.rank,
        "key": programme.key,
        "tier": programme.tier,
        "title": programme.name.ja,
        "score": round(hit.score, 4),
        "why": [{"term": reason.term, "field": reason.field} for reason in hit.why],
    }


def understood_object(one: Understood) -> dict[str, Any]:
    """What a query told besides its worry: a fact, its value and the words it was read from."""
    return {"fact": one.fact, "value": one.value, "said": one.said, "label": one.words.ja}


def term_object(term: Term) -> dict[str, Any]:
    """One entry of the glossary, as `plan export` writes it."""
    return {
        "id": term.id,
        "term": term.term,
        "kana": term.kana,
        "en": term.en,
        "meaning": term.meaning.ja,
        "meaning_en": term.meaning.en,
    }


def total_object(line: TotalLine) -> dict[str, Any]:
    total = line.total
    return {
        "tier": line.tier or None,
        "pillar": line.pillar or None,
        "programmes": total.programmes,
        "stated": total.stated,
        "not_stated": total.not_stated,
        "budget_yen": total.budget_yen,
        "budget_before_yen": total.budget_before_yen,
        "smrj_grant_yen": total.smrj_grant_yen,
        "supplementary_yen": total.supplementary_yen,
    }
