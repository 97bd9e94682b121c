"""HTTPS is left off only where no one but this machine can look."""

from __future__ import annotations

import pytest

from tsunagari.cli.server import is_for_this_machine


@pytest.mark.parametrize(
    ("host", "environ", "answer"),
    [
        ("127.0.0.1", {}, True),
        ("::1", {}, True),
        ("127.0.0.1", {"TSUNAGARI_BEHIND_PROXY": "1"}, False),
        ("0.0.0.0", {}, False),  # noqa: S104 - refused, not bound
        ("192.0.2.1", {}, False),
    ],
)
def test_only_loopback_without_a_proxy_is_this_machine_s_own(
    host: str, environ: dict[str, str], answer: bool
) -> None:
    assert is_for_this_machine(host, environ) is answer
