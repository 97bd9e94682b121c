"""Two servers, as on two hosts, on one database: a session, its end and a changed plan are known to both."""

from __future__ import annotations

import http.cookiejar
import re
import shutil
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from faults.serving import DAY, Server, serving
from own_databases import ROOT, manage

from tsunagari.registry.policy.demo_people import DEMO_PASSWORD

WITHIN_SECONDS = 30  # far more than it takes, so that a busy machine does not turn this red
PAGE = "/programmes/n-shoene/"
STAFF_PAGE = "/organisation/"


class Browser:
    """Follows no redirect; its cookies count for both hosts, as behind one name."""

    def __init__(self) -> None:
        self.cookies = http.cookiejar.CookieJar()
        opener = urllib.request.HTTPCookieProcessor(self.cookies)
        self.opener = urllib.request.build_opener(opener, KeepRedirects)

    def get(self, url: str) -> tuple[int, str]:
        return self.open(urllib.request.Request(url))  # noqa: S310 - our own hosts

    def post(self, url: str, **fields: str) -> int:
        secret = next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": secret, **fields}).encode()
        return self.open(urllib.request.Request(url, body))[0]  # noqa: S310

    def open(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with self.opener.open(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()


class KeepRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *parts: object) -> None:
        return None


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "plans", tmp_path / "plans"))


@pytest.fixture
def hosts(shared_database: str, tmp_path: Path, plans: Path) -> Iterator[tuple[str, str]]:
    """The addresses of two servers; database, key and plans are shared, nothing else is."""
    manage(shared_database, tmp_path, "load_demo", "--verbosity", "0", TSUNAGARI_TODAY=DAY)
    static = tmp_path / "static"
    manage(shared_database, tmp_path, "collectstatic", "--noinput", TSUNAGARI_STATIC=str(static))
    own = {"SECRET_KEY": "shared-" * 10, "PLANS": str(plans), "DEMO": "1", "WORKERS": "1"}
    with ExitStack() as stack:
        urls = []
        for name in ("one", "two"):
            folder = tmp_path / name
            folder.mkdir()
            urls.append(stack.enter_context(serving(Server(shared_database, folder, static, own=own))).url)
        yield urls[0], urls[1]


def test_two_hosts_are_one_site(hosts: tuple[str, str], plans: Path) -> None:
    one, two = hosts
    browser = Browser()
    assert browser.get(one + STAFF_PAGE)[0] == 302
    assert browser.get(f"{one}/account/sign-in/")[0] == 200
    signed = browser.post(f"{one}/account/sign-in/", login="administrator@example.jp", password=DEMO_PASSWORD)
    assert signed == 302
    assert [browser.get(host + STAFF_PAGE)[0] for host in hosts] == [200, 200]

    assert browser.get(f"{two}/account/sign-out/")[0] == 200
    kept = {cookie.name: cookie.value for cookie in browser.cookies}
    assert browser.post(f"{two}/account/sign-out/") == 302
    assert browser.get(two + STAFF_PAGE)[0] == 302
    stolen = urllib.request.Request(one + STAFF_PAGE, headers={"Cookie": f"sessionid={kept['sessionid']}"})  # noqa: S310
    assert Browser().open(stolen)[0] == 302

    change_title(plans, "あたらしい名前の事業")
    assert [says(f"{host}{PAGE}", "あたらしい名前の事業") for host in hosts] == [True, True]


def change_title(plans: Path, title: str) -> None:
    path = plans / "2009/national/n-shoene.yaml"
    text = path.read_text(encoding="utf-8")
    changed = re.sub(r"(?m)^(name:\s*\{ja: )[^,]+", rf"\g<1>{title}", text, count=1)
    assert changed != text
    path.write_text(changed, encoding="utf-8")


def says(url: str, words: str) -> bool:
    deadline = time.monotonic() + WITHIN_SECONDS
    while time.monotonic() < deadline:
        if words in Browser().get(url)[1]:
            return True
        time.sleep(0.1)
    return False
