"""The widget in a real browser: framed by the site that may, refused to the one that may not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


class Quiet(WSGIRequestHandler):
    def log_message(self, *said: object) -> None:
        pass


class Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@contextmanager
def serving(server: ThreadingHTTPServer | WSGIServer) -> Iterator[str]:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def site_with(widget: str) -> ThreadingHTTPServer:
    """Somebody else's site, on an origin of its own: one page with the widget in a frame."""
    html = f'<!doctype html><html lang="ja"><title>町</title><iframe src="{widget}" title="制度"></iframe>'

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *said: object) -> None:
            pass

    return ThreadingHTTPServer(("127.0.0.1", 0), Page)


def allowing(*hosts: str) -> override_settings:
    return override_settings(EMBED_HOSTS=list(hosts))


@pytest.fixture(scope="module")
def ours() -> Iterator[str]:
    """The pages themselves; those asked for here need no database."""
    application = StaticFilesHandler(get_wsgi_application())
    with serving(make_server("127.0.0.1", 0, application, Threaded, Quiet)) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def test_a_site_that_may_shows_it_and_one_that_may_not_does_not(page: Page, ours: str) -> None:
    widget = f"{ours}/embed/"
    with serving(site_with(widget)) as allowed, serving(site_with(widget)) as other, allowing(allowed):
        page.goto(allowed)
        frame = page.frame_locator("iframe")
        frame.get_by_label("困りごと").fill("空き店舗が増えた")
        frame.get_by_role("button", name="さがす").click()
        assert frame.locator("ol a").first.get_attribute("target") == "_blank"
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(other)
        page.wait_for_timeout(500)
        assert frame.get_by_label("困りごと").count() == 0
        assert any("frame-ancestors" in text for text in said)


def test_it_is_used_by_keyboard_and_read_aloud(page: Page, ours: str) -> None:
    page.goto(f"{ours}/embed/?pref=04")
    page.keyboard.press("Tab")
    page.keyboard.type("空き店舗が増えた")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="合いそうな制度").wait_for()
    assert page.get_by_label("都道府県").input_value() == "04"
    assert Axe().run(page).violations_count == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_follows_the_readers_light_and_stays_within_a_narrow_frame(
    page: Page, ours: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 280, "height": 600})
    page.goto(f"{ours}/embed/?q=空き店舗")
    assert page.evaluate("document.documentElement.scrollWidth") <= 280
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") == (scheme == "light")
    assert Axe().run(page).violations_count == 0
