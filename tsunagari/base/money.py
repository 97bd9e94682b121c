"""Yen: read as printed or as typed, written as people read it. Whole yen only, never a float."""

from __future__ import annotations

import re
from decimal import Decimal

from tsunagari.base.errors import BadInput

UNITS = {"億": 100_000_000, "百万": 1_000_000, "万": 10_000, "千": 1_000, "": 1}
HALF_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
PRINTED = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)(億|百万|万|千|)円")
TYPED = re.compile(r"(?:([0-9][0-9,]*)億)?(?:([0-9][0-9,]*)万)?([0-9][0-9,]*)?円?")
LARGEST_YEN = 10**15


def read_budget(text: str) -> int:
    """An amount as a plan prints it: ５８．０億円, ３．１６億円＊, 140億円 → yen.

    Raises BadInput for anything else, and for an amount that is not whole yen.
    """
    plain = re.sub(r"[\s　＊*]", "", text.translate(HALF_WIDTH))
    match = PRINTED.fullmatch(plain)
    if match:
        yen = Decimal(match[1].replace(",", "")) * UNITS[match[2]]
        if yen == yen.to_integral_value() and yen <= LARGEST_YEN:
            return int(yen)
    raise BadInput(given=text, allowed="an amount such as ５８．０億円 or 3,000万円", mend="Leave out what is not stated.")


def read_yen(text: str) -> int:
    """An amount as a person types it: 3000000, 3,000,000円, 300万円, 3億円, ３億5,000万 → yen."""
    plain = text.strip().translate(HALF_WIDTH)
    match = TYPED.fullmatch(plain)
    if match and any(match.groups()):
        oku, man, rest = (int(group.replace(",", "")) if group else 0 for group in match.groups())
        is_ordered = not ((match[1] and man >= 10_000) or ((match[1] or match[2]) and rest >= 10_000))
        yen = oku * UNITS["億"] + man * UNITS["万"] + rest
        if is_ordered and yen <= LARGEST_YEN:
            return yen
    raise BadInput(given=text, allowed="whole yen such as 3000000, 300万円 or 3億円", mend="Use digits, 万 and 億 only.")


def yen_ja(yen: int) -> str:
    """5,020万円; 3億円; 1億2,000万円; 1,500円."""
    oku_part, rest = divmod(abs(yen), UNITS["億"])
    man_part, rest = divmod(rest, UNITS["万"])
    parts = [f"{oku_part:,}億" if oku_part else "", f"{man_part:,}万" if man_part else "", f"{rest:,}" if rest else ""]
    return ("−" if yen < 0 else "") + ("".join(parts) or "0") + "円"


def oku(yen: int) -> str:
    """58.0億円; 3.16億円: one decimal, two where needed."""
    return f"{oku_figure(yen)}億円"


def oku_figure(yen: int) -> str:
    """The bare figure in 億: one decimal, two where needed, rounded half up beyond that."""
    hundredths, _ = divmod(abs(yen) * 100 + UNITS["億"] // 2, UNITS["億"])
    whole, part = divmod(hundredths, 100)
    decimals = f"{part:02d}" if part % 10 else str(part // 10)
    return ("−" if yen < 0 else "") + f"{whole:,}.{decimals}"


def yen_en(yen: int) -> str:
    """¥5.8 billion; ¥50.2 million; ¥1,500."""
    sign, size = ("−" if yen < 0 else ""), abs(yen)
    for unit, name in ((1_000_000_000, "billion"), (1_000_000, "million")):
        if size >= unit:
            figure = (Decimal(size) / unit).quantize(Decimal("0.001")).normalize()
            return f"{sign}¥{figure:f} {name}"
    return f"{sign}¥{size:,}"
