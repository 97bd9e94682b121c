"""Prefectures and municipalities by name or code. Municipalities have the names that the register learned."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.base.places import PREFECTURES, prefecture, read_municipality
from tsunagari.base.text import folded, half_width
from tsunagari.base.words import Words

BETWEEN = re.compile(r"[、,，;；/／・\s]+")
LONGEST_TOWN = 60


def place_words(code: str, towns: Mapping[str, str]) -> Words:
    """A prefecture's name, a municipality's name where it is known, else that it is a code and which."""
    if len(code) == 2:
        place = prefecture(code)
        return Words(place.ja, place.en)
    if code in towns:
        return Words(towns[code], "")
    return Words(f"市区町村コード {code}", f"municipality code {code}")


def read_prefecture(text: str) -> str:
    """A prefecture by code or by name, with or without 都道府県. Raises BadInput."""
    said = half_width(text).strip()
    for place in PREFECTURES:
        if said in (place.code, place.ja, place.ja[:-1], place.en):
            return place.code
    raise BadInput(given=text, allowed=_("都道府県の名前か、01から47"), where=_("都道府県"))


def read_town(text: str, towns: Mapping[str, str], *, within: str = "") -> str:
    """A municipality of `within`, by code or by a name that the register knows. Raises BadInput."""
    label = _("市区町村")
    if half_width(text)[:1].isdigit():
        try:
            code = read_municipality(text)
        except BadInput:
            raise BadInput(
                given=text,
                allowed=_("市区町村コード（5けた、検査数字つきなら6けた）"),
                mend=_("例：04101"),
                where=label,
            ) from None
    else:
        named = [code for code, name in towns.items() if folded(name) == folded(text)]
        near = [code for code in named if code.startswith(within)]
        if len(near) != 1:
            mend = _("市区町村コード（5けた）を書いてください。例：04101")
            allowed = _("ここに記録のある市区町村の名前") if not near else _("ひとつに決まる名前")
            raise BadInput(given=text, allowed=allowed, mend=mend, where=label)
        code = near[0]
    if not code.startswith(within):
        mend = _("都道府県と市区町村のどちらかがちがいます。")
        allowed = _("%(code)sで始まるコード") % {"code": within}
        raise BadInput(given=text, allowed=allowed, mend=mend, where=label)
    return code


def read_territory(text: str) -> list[str]:
    """Places between commas, spaces or ・, each once: prefectures by name or code, municipalities by code."""
    said = [part for part in BETWEEN.split(text.strip()) if part]
    codes = [read_town(part, {}) if is_town(part) else read_prefecture(part) for part in said]
    return list(dict.fromkeys(codes))


def is_town(text: str) -> bool:
    """Longer than a prefecture's code, and a number."""
    return len(text) > 2 and half_width(text)[:1].isdigit()
