"""What owners come with most: their words, each with the theme it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Worry:
    """`words` are both the button and the search; `theme` is a code of `need.themes`."""

    words: Promise
    tag: Promise
    theme: str


WORRIES = (
    Worry(_("この店、だれに任せればいいんだろう"), _("跡つぎ"), "succession"),
    Worry(_("来月の支払いが足りない"), _("資金"), "crisis"),
    Worry(_("お客さんが減っている"), _("売上"), "sales"),
    Worry(_("作ったものの売り先がない"), _("販路"), "sales"),
    Worry(_("代金を払ってもらえない"), _("取引"), "trade_trouble"),
    Worry(_("新しい商品を始めたい"), _("新事業"), "new_business"),
    Worry(_("人が採れない・育たない"), _("人"), "people"),
    Worry(_("商店街の空き店舗をなんとかしたい"), _("まち"), "town"),
    Worry(_("海外へ売ってみたい"), _("海外"), "overseas"),
    Worry(_("電気・燃料代を下げたい"), _("省エネ"), "energy"),
)
URGENT = (
    Worry(_("取引先が倒産した、手形が不渡りになりそう"), _("倒産を防ぐための相談"), "crisis"),
    Worry(_("納めたのに代金が60日をすぎても払われない"), _("取引の苦情と紛争の相談"), "trade_trouble"),
)
