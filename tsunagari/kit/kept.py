"""Pages that are the same for everyone are made once. A page that was asked anything is never kept.

Only an address without a query, asked without a cookie, is kept: so nothing that a person typed or answered
stays in memory, and nobody is shown the page of someone who is signed in.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]
MOST = 512


def kept(stamp: Callable[[], Hashable]) -> Callable[[View], View]:
    """Keep a view's plain pages, by path (which holds the language), until `stamp` changes."""
    pages: OrderedDict[tuple[str, Hashable], bytes] = OrderedDict()

    def keep(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.GET or request.COOKIES or request.method not in ("GET", "HEAD"):
                return view(request, *args, **kwargs)
            key = (request.path, stamp())
            content = pages.get(key)
            if content is not None:
                return HttpResponse(content)
            response = view(request, *args, **kwargs)
            if response.status_code == 200 and response.content:  # nothing is no page: it must not stay
                pages[key] = response.content
                while len(pages) > MOST:
                    pages.popitem(last=False)
            return response

        return page

    return keep
