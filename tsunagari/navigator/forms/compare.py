"""`key=a&key=b`: the programmes to lay side by side."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.kit.address import read_choices
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme

MOST = 4


def read_compared(params: QueryDict, catalogue: Catalogue) -> list[Programme]:
    """At most MOST programmes in the order asked. Raises BadInput for a key the plan does not have."""
    keys = read_choices(params, "key", catalogue.by_key, where=_("くらべる制度"))
    if len(keys) > MOST:
        allowed = _("%(most)dつまで") % {"most": MOST}
        mend = _("どれかを外してください。")
        raise BadInput(given="、".join(keys), allowed=allowed, mend=mend, where=_("くらべる制度"))
    return [catalogue.by_key[key] for key in keys]
