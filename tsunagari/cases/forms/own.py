"""What a firm sends from its own page."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import QueryDict
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.cases.models.questions import Appointment, Question
from tsunagari.engines.procedure.declared import Field
from tsunagari.kit.address import read_text
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.field_groups import FIELD_GROUPS, IDENTITY

LONGEST, LONGEST_WISH = 2_000, 200


def read_answer(params: QueryDict, questions: Sequence[Question]) -> tuple[Question, str]:
    """An open question of this matter and what was answered."""
    question = next((one for one in questions if str(one.pk) == params.get("question", "")), None)
    if question is None:
        mend = _("ページを開きなおして、いまのおたずねを見てください。")
        raise BadInput(given="", allowed=_("まだ答えていないおたずね"), mend=mend, where=_("おたずね"))
    answer = read_text(params, "answer", limit=LONGEST, where=question.text)
    if not answer or (question.choices and answer not in question.choices):
        allowed = "、".join(question.choices) or _("%(limit)d文字までのことば") % {"limit": LONGEST}
        mend = _("えらんでください。") if question.choices else _("書いてください。")
        raise BadInput(given=answer, allowed=allowed, mend=mend, where=question.text)
    return question, answer


def read_wish(params: QueryDict, meetings: Sequence[Appointment]) -> tuple[Appointment, str]:
    """A meeting that is still ahead, and when would be better."""
    where = _("会う日の希望")
    meeting = next((one for one in meetings if str(one.pk) == params.get("meeting", "")), None)
    wish = read_text(params, "wish", limit=LONGEST_WISH, where=where)
    if meeting is None or not wish:
        mend = _("希望の曜日や時間を書いてください。")
        raise BadInput(given=wish, allowed=_("これから会う日についての希望"), mend=mend, where=where)
    return meeting, wish


def read_partner(params: QueryDict, offered: Sequence[Organisation]) -> tuple[Organisation, tuple[str, ...]]:
    """Whom the firm lets see, and which groups of fields."""
    partner = next((one for one in offered if str(one.pk) == params.get("organisation", "")), None)
    if partner is None:
        mend = _("えらんでください。")
        raise BadInput(given="", allowed=_("一覧にある機関"), mend=mend, where=_("見せる相手"))
    groups = params.getlist("groups")
    return partner, tuple(group for group in FIELD_GROUPS if group == IDENTITY or group in groups)


def read_outcome(params: QueryDict, asks: Field) -> tuple[str, str]:
    """What became of it: a code of the procedure's outcomes, and a note."""
    code, where = params.get("outcome", ""), _("結果")
    if asks.option(code) is None:
        allowed = "、".join(option.label.ja for option in asks.options)
        raise BadInput(given=code, allowed=allowed, mend=_("ひとつえらんでください。"), where=where)
    return code, read_text(params, "note", limit=LONGEST, where=_("ひとこと"))
