"""The corporate number (法人番号): thirteen digits, the first of which checks the others."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from stdnum.jp import cn

from tsunagari.base.errors import BadInput
from tsunagari.base.text import half_width

THIRTEEN = re.compile("[1-9][0-9]{12}")


def read_corporate_number(text: str) -> str:
    """Thirteen digits, spaces and hyphens left out; empty stays empty. Raises BadInput.

    Source: 法人番号の指定等に関する省令第2条 (the check digit, modulus 9).
    """
    digits = re.sub(r"[\s‐-―−ー-]", "", half_width(text))
    if not digits:
        return ""
    if not THIRTEEN.fullmatch(digits):
        raise BadInput(
            given=text,
            allowed=_("13けたの数字（1けた目は1から9）"),
            mend=_("書類を見て書きなおしてください。分からなければ空のままにします。"),
            where=_("法人番号"),
        )
    if cn.calc_check_digit(digits[1:]) != digits[0]:
        raise BadInput(
            given=text,
            allowed=_("検査数字（1けた目）が合う番号"),
            mend=_("どこかの数字がちがいます。書きなおしてください。"),
            where=_("法人番号"),
        )
    return digits
