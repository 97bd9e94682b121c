"""A procedure as plain objects and back, and the digest by which a case knows the version it began with.

What is at its default is left out, so that a word added to procedures later leaves old digests as they are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from tsunagari.base.errors import BadInput
from tsunagari.engines.procedure.declared import Procedure


def digest(procedure: Procedure) -> str:
    """SHA-256 over the canonical form: keys sorted, no spaces, UTF-8."""
    canonical = json.dumps(as_object(procedure), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def as_object(procedure: Procedure) -> dict[str, Any]:
    """Texts, whole numbers, lists and objects only. Steps are a list: a database may reorder the keys of an
    object.
    """
    plain = plain_of(procedure)
    return {**plain, "steps": [plain_of(step) for step in procedure.steps.values()]}


def from_object(stored: Mapping[str, Any]) -> Procedure:
    """The procedure that `as_object` wrote. Raises BadInput for anything else."""
    try:
        steps = {step["name"]: step for step in stored["steps"]}
        procedure: Procedure = built(Procedure, {**stored, "steps": steps})
    except (KeyError, TypeError, AttributeError) as error:
        allowed = "a procedure as `as_object` wrote it"
        raise BadInput(given=f"{stored}", allowed=allowed, where="procedure version") from error
    return procedure


def plain_of(value: Any) -> Any:
    if is_dataclass(value):
        told = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: plain_of(held) for field, held in told if held != default_of(field)}
    if isinstance(value, Mapping):
        return {key: plain_of(held) for key, held in value.items()}
    return [plain_of(held) for held in value] if isinstance(value, tuple) else value


def default_of(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def built(kind: Any, stored: Any) -> Any:
    """`stored` as `kind`: a dataclass, a tuple, a mapping by text, one of these or nothing, or as it is."""
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return kind(**{name: built(hints[name], held) for name, held in stored.items()})
    if get_origin(kind) is UnionType:
        (inner,) = (each for each in get_args(kind) if each is not NoneType)
        return None if stored is None else built(inner, stored)
    if get_origin(kind) is tuple:
        return tuple(built(get_args(kind)[0], held) for held in stored)
    if get_origin(kind) is Mapping:
        return {key: built(get_args(kind)[1], held) for key, held in stored.items()}
    return stored
