"""A mail carries what was written and nothing more."""

from __future__ import annotations

import pytest
from django.test import override_settings

from tsunagari.base.errors import BadInput
from tsunagari.kit.mail import compose

MAIL = {"to": "owner@example.jp", "subject": "お返事の期限", "text": "本文\n"}


def test_the_same_work_has_the_same_message_id_and_other_work_another() -> None:
    one, again, other = (compose(key, MAIL).message()["Message-ID"] for key in ("a", "a", "b"))
    assert one == again != other


@override_settings(DEFAULT_FROM_EMAIL="つながり <desk@example.jp>")
def test_the_message_id_is_of_the_senders_domain() -> None:
    message = compose("a", MAIL).message()
    assert message["Message-ID"].endswith("@example.jp>")
    assert message["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    "to", ["", "nobody", "a@example.jp, b@example.jp", "a@example.jp\nBcc: b@example.jp", "<a@example.jp>"]
)
def test_a_recipient_is_one_address(to: str) -> None:
    with pytest.raises(BadInput, match="one e-mail address"):
        compose("a", {**MAIL, "to": to})


@pytest.mark.parametrize("subject", ["", "x" * 201, "a\nBcc: b@example.jp", "a\rb", "a\u2028b", "a\x00b"])
def test_a_subject_cannot_begin_another_header(subject: str) -> None:
    with pytest.raises(BadInput, match="one line"):
        compose("a", {**MAIL, "subject": subject})


def test_plain_text_always_and_html_where_given() -> None:
    assert compose("a", MAIL).message().get_content_type() == "text/plain"
    both = compose("a", {**MAIL, "html": "<p>本文</p>"}).message()
    assert [part.get_content_type() for part in both.get_payload()] == ["text/plain", "text/html"]
