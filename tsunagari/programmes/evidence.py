"""What stands under `evidence:` of a drafted programme: last year’s figures and what they rest on."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

from tsunagari.engines.indicator.declared import COUNT, RATIO, SHARE, SUM
from tsunagari.engines.indicator.period import Period
from tsunagari.engines.indicator.result import Flag, Quantity, Result, Source
from tsunagari.programmes.node import Node
from tsunagari.programmes.schema import Evidence
from tsunagari.programmes.vocabulary import read_ratio

WORDS = ("indicator", "form", "value", "unit", "numerator", "denominator", "flags", "journal", "judged_by")


def read_evidence(node: Node) -> Evidence:
    node.only(*WORDS)
    journal = node / "journal"
    journal.only("organisations", "lines", "until")
    until = (journal / "until").date()
    if until is None:
        (journal / "until").fault("the day up to which the journal was read is expected")
    evidence = Evidence(
        result=read_result(node),
        organisations=(journal / "organisations").whole(),
        lines=(journal / "lines").whole(),
        until=until or datetime.date.min,
        judged_by=(node / "judged_by").text(),
    )
    check_figure(node, evidence.result)
    return evidence


def read_result(node: Node) -> Result:
    return Result(
        name=(node / "indicator").text(),
        form=(node / "form").choice((COUNT, SUM, RATIO, SHARE)),
        value=read_value(node / "value"),
        unit=(node / "unit").text(),
        numerator=read_quantity(node / "numerator"),
        denominator=read_quantity(node / "denominator") if "denominator" in node else None,
        flags=tuple(Flag(word) for word in (node / "flags").choices(list(Flag)) if word in list(Flag)),
    )


def read_value(node: Node) -> int | Fraction | None:
    if node.value is None:
        return None
    return node.value if isinstance(node.value, int) else read_ratio(node)


def read_quantity(node: Node) -> Quantity:
    node.only("value", "unit", "source", "from", "to")
    first, last = (node / "from").date(), (node / "to").date()
    source = (node / "source").choice(list(Source))
    return Quantity(
        value=(node / "value").whole() if "value" in node else None,
        unit=(node / "unit").text(),
        period=Period(first, last) if first and last else None,
        source=Source(source) if source in list(Source) else Source.JOURNAL,
    )


def check_figure(node: Node, result: Result) -> None:
    """A figure follows from its two sides; where there is none a flag says why."""
    if (result.value is None) != bool(result.flags):
        (node / "value").fault("either a figure or a flag that says why there is none")
    elif result.value is not None and result.value != figure_of(result):
        (node / "value").fault("not what the numerator and the denominator come to", word=result.value)


def figure_of(result: Result) -> int | Fraction | None:
    above = result.numerator.value
    if result.denominator is None or above is None:
        return above
    return Fraction(above, result.denominator.value) if result.denominator.value else None


def evidence_object(evidence: Evidence) -> dict[str, Any]:
    """The evidence as plain values, in the words of the file."""
    result = evidence.result
    value = str(result.value) if isinstance(result.value, Fraction) else result.value
    told: dict[str, Any] = {
        "indicator": result.name,
        "form": result.form,
        "value": value,
        "unit": result.unit,
    }
    told["numerator"] = quantity_object(result.numerator)
    if result.denominator:
        told["denominator"] = quantity_object(result.denominator)
    told["flags"] = [flag.value for flag in result.flags]
    told["journal"] = {
        "organisations": evidence.organisations,
        "lines": evidence.lines,
        "until": evidence.until,
    }
    told["judged_by"] = evidence.judged_by
    return told


def quantity_object(quantity: Quantity) -> dict[str, Any]:
    told: dict[str, Any] = {
        "value": quantity.value,
        "unit": quantity.unit,
        "source": quantity.source.value,
    }
    if quantity.period:
        told |= {"from": quantity.period.first, "to": quantity.period.last}
    return told
