"""Yen: read as printed or as typed, written as people read it. Whole yen only, never a float."""

from __future__ import annotations

import re
from decimal import Decimal

from tsunagari.base.errors import BadInput

UNITS = {"億": 100_000_000, "百万": 1_000_000, "万": 10_000, "千": 1_000, "": 1}
HALF_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
WHOLE = r"[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,16}"
PRINTED = re.compile(rf"((?:{WHOLE})(?:\.[0-9]{{1,8}})?)(億|百万|万|千|)円")
TYPED = re.compile(rf"(?:({WHOLE})億)?(?:({WHOLE})万)?({WHOLE})?円?")
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
    mend = "Leave out what is not stated."
    raise BadInput(given=text, allowed="an amount such as ５８．０億円 or 3,000万円", mend=mend)


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
    mend = "Use digits, 万 and 億 only."
    raise BadInput(given=text, allowed="whole yen such as 3000000, 300万円 or 3億円", mend=mend)


def yen_ja(yen: int) -> str:
    """5,020万円; 3億円; 1億2,000万円; 1,500円."""
    oku_part, rest = divmod(abs(yen), UNITS["億"])
    man_part, rest = divmod(rest, UNITS["万"])
    parts = ((oku_part, "億"), (man_part, "万"), (rest, ""))
    shown = "".join(f"{part:,}{unit}" for part, unit in parts if part)
    return ("−" if yen < 0 else "") + (shown or "0") + "円"


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
    if size < 1_000_000:
        return f"{sign}¥{size:,}"
    billions, millions = (in_thousandths(size, unit) for unit in (1_000_000_000, 1_000_000))
    # asked after rounding: ¥999,999,999 is a billion and not a thousand millions
    return f"{sign}¥{billions:,f} billion" if billions >= 1 else f"{sign}¥{millions:,f} million"


def in_thousandths(yen: int, unit: int) -> Decimal:
    """`yen` in `unit`, rounded to three decimals at most."""
    return (Decimal(yen) / unit).quantize(Decimal("0.001")).normalize()
