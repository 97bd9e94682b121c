"""What a form that writes carries with it."""

from __future__ import annotations

import uuid

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tsunagari.registry.doors.submissions import KEY_FIELD

register = template.Library()


@register.simple_tag
def submission() -> SafeString:
    """The hidden key by which sending this very form twice does one thing."""
    return format_html('<input type="hidden" name="{}" value="{}">', KEY_FIELD, uuid.uuid4())
