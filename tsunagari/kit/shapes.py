"""What software sends, held to the JSON Schema that is published for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TypeVar

from jsonschema import Draft202012Validator

from tsunagari.base.errors import BadInput, Conflict

Read = TypeVar("Read")


def read_shaped(sent: Any, shape: Draft202012Validator, read: Callable[[], Read]) -> Read:
    """What `read` makes of `sent`.

    Raises BadInput for what has not the published shape, Conflict for what has it and cannot be. The reader
    is asked first: it says better than the shape what is wrong.
    """
    fault = next(shape.iter_errors(sent), None)
    try:
        made = read()
    except BadInput as refused:
        if fault is None:
            raise Conflict(**asdict(refused)) from None
        raise
    if fault is not None:
        where = ".".join(str(step) for step in fault.absolute_path)
        raise BadInput(given=repr(fault.instance), allowed="the shape in /api/openapi.json", where=where)
    return made
