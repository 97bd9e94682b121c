"""Why a field of a pulled record waits for a person, and which fields one can put right."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PROSE, WORD, NUMBER, INSTANT, ORDER = "prose", "word", "number", "instant", "order"
UNREAD, FILE, MISSING, SHAPE = "unread", "file", "missing", "shape"
WHY = {
    PROSE: _("文章で書かれていて、ひとつの割合と言い切れません"),
    WORD: _("決まった語の一覧にない語があります"),
    NUMBER: _("円の整数ではありません"),
    INSTANT: _("日時として読めません"),
    ORDER: _("終わりが始まりより前です"),
    UNREAD: _("詳しい内容を読み取れませんでした"),
    FILE: _("受け取れない添付ファイルがあります"),
    MISSING: _("書かれていません"),
    SHAPE: _("決まった形ではありません"),
}
RATE, LIMIT, AREA, INDUSTRY = "subsidy_rate", "subsidy_max_limit", "target_area_search", "industry"
EMPLOYEES = "target_number_of_employees"
OPENS, CLOSES = "acceptance_start_datetime", "acceptance_end_datetime"
# Field → its label and how to write it. These can be put right; of the others one takes note.
MENDABLE = {
    RATE: (_("補助率"), _("1/2 のような割合か、定額")),
    LIMIT: (_("補助上限額（円）"), _("整数。書かれていないときは 0")),
    AREA: (_("対象の地域"), _("都道府県や地方の名前を「 / 」でつなぐ")),
    INDUSTRY: (_("対象の業種"), _("業種の名前を「 / 」でつなぐ")),
    EMPLOYEES: (_("従業員数"), _("20名以下 のような決まった語")),
    OPENS: (_("受付の始まり"), _("2026-10-01T00:00Z のような日時（協定世界時）")),
    CLOSES: (_("受付の終わり"), _("2026-10-31T14:59Z のような日時（協定世界時）")),
}
LABELS = {field: label for field, (label, _how) in MENDABLE.items()} | {
    "title": _("名前"),
    "detail": _("詳しい内容"),
    "application_guidelines": _("公募要領"),
    "outline_of_grant": _("交付要綱"),
    "application_form": _("申請様式"),
}
