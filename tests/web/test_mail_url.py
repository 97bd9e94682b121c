"""Where mails go, from one address."""

from __future__ import annotations

import pytest

from tsunagari.base.errors import BadInput
from tsunagari.web.mail_url import read_mail_url


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("console:", {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}),
        ("file:///var/a%20b", {"EMAIL_FILE_PATH": "/var/a b"}),
        (
            "smtp://mail.example.jp",
            {"EMAIL_HOST": "mail.example.jp", "EMAIL_PORT": 25, "EMAIL_USE_TLS": False},
        ),
        (
            "smtp://us%40er:p%3Aw@mail.example.jp:587?starttls=1",
            {
                "EMAIL_HOST_USER": "us@er",
                "EMAIL_HOST_PASSWORD": "p:w",
                "EMAIL_PORT": 587,
                "EMAIL_USE_TLS": True,
            },
        ),
        ("smtps://mail.example.jp", {"EMAIL_PORT": 465, "EMAIL_USE_SSL": True, "EMAIL_USE_TLS": False}),
    ],
)
def test_each_form(url: str, found: dict[str, object]) -> None:
    assert found.items() <= read_mail_url(url).items()


@pytest.mark.parametrize(
    "url", ["", "smtp://", "file://folder", "file:", "console:x", "http://example.jp", "x"]
)
def test_anything_else_is_refused(url: str) -> None:
    with pytest.raises(BadInput, match="smtp://USER"):
        read_mail_url(url)


def test_the_password_is_not_repeated() -> None:
    with pytest.raises(BadInput) as refused:
        read_mail_url("imap://user:s3cret@example.jp/x")
    assert "s3cret" not in str(refused.value)


def test_a_mail_server_is_not_waited_for_longer_than_a_lease_lasts() -> None:
    assert 0 < read_mail_url("smtp://mail.example.jp")["EMAIL_TIMEOUT"] < 60
