"""What is told with a move or in a form: from a person's text to values, and values checked by their kind."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence

from tsunagari.base.errors import BadInput
from tsunagari.base.money import read_yen
from tsunagari.base.text import half_width
from tsunagari.base.years import read_date
from tsunagari.engines.procedure.declared import Field

ALLOWED = {
    "text": "a text that is not empty",
    "choices": "one or more of the choices",
    "date": "a day",
    "yen": "an amount in whole yen, 0 or more",
    "count": "a whole number, 0 or more",
    "organisation": "one organisation",
    "person": "one person",
    "consent": "a consent on record",
}


def read_answers(fields: Iterable[Field], answers: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """Values by key from the texts of a web form or a command line; what was left empty is left out."""
    told = {}
    for field in fields:
        texts = [text.strip() for text in answers.get(field.key, ()) if text.strip()]
        if texts:
            told[field.key] = texts if field.kind == "choices" else read_text(field, texts[0])
    return told


def read_text(field: Field, text: str) -> object:
    match field.kind:
        case "yen":
            return read_yen(text)
        case "date":
            return read_date(text)
        case "count":
            digits = half_width(text)
            if not re.fullmatch("[0-9]{1,9}", digits):
                raise refusal(field, text)
            return int(digits)
        case _:
            return text


def check_given(fields: Sequence[Field], given: Mapping[str, object]) -> None:
    """Raises BadInput where something required is missing, unasked for, or not of its kind."""
    asked = {field.key: field for field in fields}
    for key in given:
        if key not in asked:
            allowed = ", ".join(asked) or "nothing"
            raise BadInput(given=key, allowed=allowed, mend="Leave it out.", where="given")
    for key, field in asked.items():
        if key in given:
            if not is_of_kind(field, given[key]):
                raise refusal(field, str(given[key]))
        elif field.is_required:
            raise refusal(field, "nothing")


def is_of_kind(field: Field, value: object) -> bool:
    codes = [option.code for option in field.options]
    match field.kind:
        case "choice":
            return value in codes
        case "choices":
            return isinstance(value, list | tuple) and bool(value) and all(one in codes for one in value)
        case "date":
            return isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)
        case "yen" | "count":
            return isinstance(value, int) and not isinstance(value, bool) and value >= 0
        case "text":
            return is_text(value)
        case _:  # a record of somebody or something: its number or its name
            return is_text(value) or (isinstance(value, int) and not isinstance(value, bool))


def is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def refusal(field: Field, said: str) -> BadInput:
    codes = ", ".join(f"{option.code} ({option.label.ja})" for option in field.options)
    return BadInput(
        given=said,
        allowed=codes or ALLOWED[field.kind],
        mend=f"Say {field.key} ({field.label.ja}).",
        where=field.key,
    )
