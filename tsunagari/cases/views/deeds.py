"""What a firm does on its own page. Each deed is sent once and leads back to the page that shows it done."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tsunagari.base.errors import BadInput, Conflict
from tsunagari.cases.actions.noting import answer_question, wish_other_time
from tsunagari.cases.actions.owning import change_link, let_see, make_own_move, note_copy, take_back
from tsunagari.cases.forms.own import read_answer, read_partner, read_wish
from tsunagari.cases.policy.held import archive
from tsunagari.cases.queries.held import sections_of
from tsunagari.cases.queries.matters import Matter, meetings_ahead, own_moves, questions_to_firm
from tsunagari.cases.views.status import WRONG, matter_by, number_of, partners_of, shared, show
from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.private import private
from tsunagari.registry.doors.submissions import redirect_once
from tsunagari.registry.policy.actor import VISITOR


@access(ANYONE)
@private
@require_POST
def act(request: HttpRequest, word: str, deed: str) -> HttpResponse:
    """One of the firm's own deeds; refused ones show the page again with what was typed."""
    matter = matter_by(word)
    if deed not in DEEDS:
        raise Http404(WRONG)
    try:
        return redirect_once(request, lambda: DEEDS[deed](request, matter, word))
    except Conflict:
        raise
    except BadInput as refused:
        return show(request, matter, word, status=422, refused={deed: refused})


@access(ANYONE)
@private
@require_POST
def held(request: HttpRequest, word: str) -> HttpResponse:
    """Everything held about the firm within its matter, as one file."""
    matter = matter_by(word)
    note_copy(matter, now=request.now)
    response = HttpResponse(archive(sections_of(matter), request.today), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="tsunagari-{number_of(matter.now)}.zip"'
    return response


# ── the firm's own deeds: each gives the address of the page that shows it done ───────────────────
def answer(request: HttpRequest, matter: Matter, word: str) -> str:
    question, text = read_answer(request.POST, list(questions_to_firm(matter)))
    answer_question(VISITOR, question.pk, text, now=request.now)
    return said("answered", word)


def wish(request: HttpRequest, matter: Matter, word: str) -> str:
    meeting, text = read_wish(request.POST, list(meetings_ahead(matter, request.now)))
    wish_other_time(VISITOR, meeting.pk, text, now=request.now)
    return said("wished", word)


def let(request: HttpRequest, matter: Matter, word: str) -> str:
    partner, groups = read_partner(request.POST, partners_of(matter, request))
    let_see(matter, partner, groups, now=request.now)
    return said("shown", word)


def take(request: HttpRequest, matter: Matter, word: str) -> str:
    code = request.POST.get("consent", "")
    consent = next((one for one in shared(matter, request) if str(one.pk) == code), None)
    if consent is None:
        raise BadInput(given="", allowed=_("いま見せている相手"), where=_("取り消す同意"))
    take_back(matter, consent.pk, now=request.now)
    return said("taken-back", word)


def move(request: HttpRequest, matter: Matter, word: str) -> str:
    verb = request.POST.get("move", "")
    if verb not in {one.verb for one in own_moves(matter)}:
        allowed = "、".join(one.label.ja for one in own_moves(matter)) or _("いまできることはありません")
        raise BadInput(given=verb, allowed=allowed, where=_("ご自身でできること"))
    make_own_move(matter, verb, now=request.now)
    return said("moved", word)


def renew(request: HttpRequest, matter: Matter, word: str) -> str:
    if not matter.now.contact_email:
        mend = _("窓口に電話してください。")
        raise BadInput(given="", allowed=_("メールアドレスの登録"), mend=mend, where=_("アドレスをかえる"))
    change_link(matter, now=request.now)
    return reverse("status-changed")


DEEDS: dict[str, Callable[[HttpRequest, Matter, str], str]] = {
    "answer": answer,
    "wish": wish,
    "let": let,
    "take": take,
    "move": move,
    "renew": renew,
}


def said(code: str, word: str) -> str:
    return f"{reverse('status', args=[word])}?said={code}"
