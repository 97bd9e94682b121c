"""Form fields that read as people write."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tsunagari.base.errors import BadInput, shorten
from tsunagari.base.years import read_date

DAY_HINT = gettext_lazy("例：2009-10-05、平成21年10月5日")


class DayField(forms.Field):
    """A day in either calendar → `datetime.date`."""

    widget = forms.TextInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"help_text": DAY_HINT} | options)

    def to_python(self, value: Any) -> datetime.date | None:
        said = str(value or "").strip()
        if not said:
            return None
        try:
            return read_date(said)
        except BadInput as bad:
            told = {"given": shorten(bad.given), "example": DAY_HINT}
            raise ValidationError(
                _("「%(given)s」は日付として読めません。%(example)s") % told, code="day"
            ) from bad

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, datetime.date) else value
