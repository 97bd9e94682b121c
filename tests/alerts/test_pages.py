"""The pages: an address typed, a mail, a button, one click to stop. Nothing is told of who is known here."""

from __future__ import annotations

import datetime
import re
from html import unescape

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from tests.alerts.plans import Plans
from tests.alerts.subscribers import ADDRESS, DAY, HOUR, NOW, SMALL, asked, letters_on, subscribed
from tests.cases.owners import hidden_value
from tsunagari.alerts.actions.saving import MOST_UNANSWERED, MOST_WATCHES, forget_unconfirmed
from tsunagari.alerts.links import CONFIRM, MINE, STOP, link_to, word_of
from tsunagari.alerts.models.watches import Subscriber, Told, Watch
from tsunagari.alerts.policy.watched import SEARCH, Watched
from tsunagari.registry.models.outbox import OutboxItem

pytestmark = pytest.mark.django_db
SAVED = "/alerts/?about=search&q=補聴器の店&mechanism=subsidy"
CHECKED = "/alerts/?about=check&firm.employees_regular=0-5"


@pytest.fixture
def client() -> Client:
    """With the guard against forged requests switched on."""
    return Client(enforce_csrf_checks=True)


def see(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:2000]
    return unescape(response.content.decode())


def send(client: Client, page: str, status: int = 302, **typed: str | list[str]) -> str:
    """Look at a page and send its first form with what was typed; where it leads, or what it says."""
    html = client.get(page).content.decode()
    form = html[html.index('<form class="flow') :]
    hidden: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form):
        hidden.setdefault(name, []).append(unescape(value))
    action = re.search(r'action="([^"]+)"', form.partition(">")[0])
    response = client.post(unescape(action[1]) if action else page, hidden | typed)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.headers.get("Location", unescape(response.content.decode()))


def path_of(link: str) -> str:
    return link.removeprefix("http://127.0.0.1:8000")


def mailed(purpose: str) -> str:
    """The path of the link of a purpose in the only mail that is owed."""
    text = OutboxItem.objects.get().payload["text"]
    found = re.search(rf"http://127.0.0.1:8000(/alerts/{purpose}/\S+)", text)
    assert found, text
    return found[1]


class TestSaving:
    def test_the_page_says_what_will_be_watched_and_where_else_it_can_be_read(self, client: Client) -> None:
        html = see(client, SAVED)
        for said in ("補聴器の店", "補助金", "feed.atom?about=search&q=", "/search/?q="):
            assert said in html
        assert "ふだん働いている従業員の数" in see(client, CHECKED)

    @pytest.mark.parametrize("page", [SAVED, CHECKED, "/alerts/"])
    def test_from_the_page_by_the_mail_to_the_page_of_ones_own(self, client: Client, page: str) -> None:
        assert send(client, page, email="Owner@Example.jp", rhythm="daily") == "/alerts/asked/"
        link = mailed("confirm")
        for _ in range(2):  # mail programs open links by themselves
            assert "まだ始まっていません" in see(client, link)
        assert not Watch.objects.exclude(confirmed_at=None).exists()
        own = send(client, link, watch=str(Watch.objects.get().pk))
        assert "owner@example.jp" in see(client, own)
        assert "知らせを始めました" in see(client, own)
        assert client.get(link).status_code == 302  # pressed twice, or found again in the mailbox

    def test_what_a_stranger_typed_is_in_no_mail(self, client: Client) -> None:
        send(client, "/alerts/?about=search&q=buy-at-evil.example", email=ADDRESS)
        payload = OutboxItem.objects.get().payload
        assert "evil" not in payload["text"] + payload["subject"]

    @pytest.mark.parametrize("typed", ["", "nobody", "a@example.jp, b@example.jp", "a@x.jp\nBcc: b@x.jp"])
    def test_what_is_no_address_is_said_so_and_kept_in_the_box(self, client: Client, typed: str) -> None:
        html = send(client, SAVED, 422, email=typed)
        assert 'id="email-error"' in html
        assert "補聴器の店" in html
        assert not Subscriber.objects.exists()

    @pytest.mark.parametrize(
        ("address", "status"),
        [
            ("/alerts/?about=nothing", 400),
            ("/alerts/?about=search&q=" + "x" * 401, 400),
            ("/alerts/?about=search&tier=no-such", 400),
            ("/alerts/?about=check", 400),
            ("/alerts/?about=check&firm.employees_regular=7-8", 400),
            ("/alerts/?about=check&for=no-such&firm.prefecture=04", 404),
            ("/alerts/feed.atom?about=check", 400),
            ("/alerts/mine/forged/", 404),
            ("/alerts/confirm/forged/", 404),
            ("/alerts/stop/forged/", 404),
        ],
    )
    def test_what_cannot_be_read_is_refused(self, client: Client, address: str, status: int) -> None:
        assert client.get(address).status_code == status

    def test_a_form_sent_twice_is_one_and_a_robot_gets_nothing(self, client: Client) -> None:
        see(client, SAVED)
        token = client.cookies["csrftoken"].value
        body = {"csrfmiddlewaretoken": token, "submission": "once", "about": "search", "email": ADDRESS}
        answers = {client.post("/alerts/", body).headers["Location"] for _ in range(2)}
        assert answers == {"/alerts/asked/"}
        assert OutboxItem.objects.count() == 1
        send(client, SAVED, email="robot@example.jp", website="http://evil.example")
        assert Subscriber.objects.count() == 1

    def test_it_does_not_show_whether_an_address_is_known(self, client: Client) -> None:
        subscribed()
        known = send(client, SAVED, email=ADDRESS)
        fresh = send(client, SAVED, email="fresh@example.jp")
        assert known == fresh == "/alerts/asked/"

    @override_settings(AXES_CLIENT_IP_CALLABLE=lambda request: "192.0.2.1")
    def test_one_network_address_asks_so_often_and_no_more(self, client: Client) -> None:
        for number in range(20):
            send(client, SAVED, email=f"owner{number}@example.jp")
        assert "1時間ほど" in send(client, SAVED, 429, email="owner20@example.jp")
        assert Subscriber.objects.count() == 20


class TestLetters:
    def test_one_letter_an_hour_whatever_is_asked(self) -> None:
        for minutes in (0, 1, 59):
            asked(Watched(SEARCH, (("q", str(minutes)),)), now=NOW + datetime.timedelta(minutes=minutes))
        assert OutboxItem.objects.count() == 1
        asked(now=NOW + HOUR)
        assert OutboxItem.objects.count() == 2

    def test_an_address_that_never_answers_is_left_alone(self) -> None:
        for hours in range(30):
            asked(now=NOW + hours * HOUR)
        assert OutboxItem.objects.count() == MOST_UNANSWERED

    def test_an_address_holds_so_many_watches(self) -> None:
        for number in range(MOST_WATCHES + 5):
            asked(Watched(SEARCH, (("q", str(number)),)))
        assert Watch.objects.count() == MOST_WATCHES

    def test_asking_again_for_what_is_confirmed_changes_nothing_and_leads_to_ones_page(self) -> None:
        subscribed(rhythm="daily")
        asked(rhythm="weekly", now=NOW + 2 * HOUR)
        assert Watch.objects.get().rhythm == "daily"
        assert mailed("mine")

    def test_what_is_not_confirmed_is_forgotten_after_a_week(self, client: Client) -> None:
        link = link_to(asked(), CONFIRM)
        forget_unconfirmed(NOW + 7 * DAY)
        assert Subscriber.objects.exists()
        forget_unconfirmed(NOW + 7 * DAY + HOUR)
        assert not Subscriber.objects.exists()
        assert not OutboxItem.objects.exists()
        assert "もういちど登録" in see(client, path_of(link), 410)

    def test_a_confirmed_one_stays_when_another_is_forgotten(self) -> None:
        subscribed()
        asked(SMALL, now=NOW)
        forget_unconfirmed(NOW + 8 * DAY)
        assert [watch.kind for watch in Watch.objects.all()] == ["search"]


class TestConfirming:
    def test_what_is_not_ticked_is_dropped(self, client: Client) -> None:
        asked(SMALL)
        subscriber = asked()
        wanted = subscriber.watches.get(kind="search")
        send(client, path_of(link_to(subscriber, CONFIRM)), watch=str(wanted.pk))
        assert [watch.pk for watch in Watch.objects.all()] == [wanted.pk]

    def test_nothing_ticked_forgets_the_address(self, client: Client) -> None:
        subscriber = asked()
        assert send(client, path_of(link_to(subscriber, CONFIRM))) == "/"
        assert not Subscriber.objects.exists()

    def test_a_link_for_one_purpose_opens_no_other_page(self, client: Client) -> None:
        subscriber = subscribed()
        for purpose, other in ((CONFIRM, MINE), (MINE, STOP), (STOP, MINE)):
            page = path_of(link_to(subscriber, purpose))
            forged = page.replace(word_of(subscriber, purpose), word_of(subscriber, other))
            assert client.get(forged).status_code == 404


class TestOnesOwnPage:
    def test_rhythm_and_dropping(self, client: Client) -> None:
        subscriber = subscribed(rhythm="daily")
        own = path_of(link_to(subscriber, MINE))
        assert "said=changed" in send(client, own, rhythm="weekly")
        assert Watch.objects.get().rhythm == "weekly"
        send(client, own, drop="1")
        assert not Subscriber.objects.exists()
        assert "もうありません" in see(client, own, 410)

    def test_anothers_watch_is_not_there(self, client: Client) -> None:
        mine, other = subscribed(), subscribed(address="other@example.jp")
        own = path_of(link_to(mine, MINE))
        token = hidden_value(client.get(own).content.decode(), "csrfmiddlewaretoken")
        body = {"csrfmiddlewaretoken": token, "submission": "x", "drop": "1"}
        assert client.post(f"{own}{other.watches.get().pk}/", body).status_code == 404
        assert Watch.objects.count() == 2

    def test_what_was_told_stands_under_its_name_of_now(self, client: Client, plans: Plans) -> None:
        subscriber = subscribed()
        plans.publish()
        letters_on(NOW + DAY)
        plans.publish(name="補聴器店静音化事業")
        letters_on(NOW + 2 * DAY)
        html = see(client, path_of(link_to(subscriber, MINE)))
        assert '<a href="/programmes/n-shizuka/">補聴器店静音化事業</a>' in html

    def test_nobody_keeps_or_indexes_these_pages(self, client: Client) -> None:
        subscriber = subscribed()
        for purpose in (MINE, STOP):
            response = client.get(path_of(link_to(subscriber, purpose)))
            assert response.headers["Cache-Control"] == "no-store"
            assert "noindex" in response.headers["X-Robots-Tag"]


class TestStopping:
    def test_a_mail_programs_own_button_ends_everything_at_once(self, plans: Plans) -> None:
        """RFC 8058: a POST without cookies, answered without a redirect."""
        subscribed()
        plans.publish()
        letters_on(NOW + DAY)
        payload = OutboxItem.objects.get().payload
        link = path_of(payload["headers"]["List-Unsubscribe"].strip("<>"))
        for _ in range(2):
            answer = Client(enforce_csrf_checks=True).post(link, {"List-Unsubscribe": "One-Click"})
            assert answer.status_code == 200
            assert "知らせは止まっています" in answer.content.decode()
        for kept in (Subscriber, Watch, Told):
            assert not kept.objects.exists()
        assert not OutboxItem.objects.exists()

    def test_looking_at_the_page_stops_nothing_and_its_button_does(self, client: Client) -> None:
        link = path_of(link_to(subscribed(), STOP))
        assert "止めますか" in see(client, link)
        assert Subscriber.objects.exists()
        assert client.post(link).status_code == 200
        assert "止まっています" in see(client, link)

    def test_a_letter_that_is_in_doubt_forgets_whom_it_was_for(self, client: Client) -> None:
        subscriber = asked()
        OutboxItem.objects.update(state="uncertain")
        client.post(path_of(link_to(subscriber, STOP)))
        assert OutboxItem.objects.get().payload == {}

    def test_others_letters_stay(self, client: Client) -> None:
        for number in range(12):
            asked(address=f"owner{number}@example.jp")
        client.post(path_of(link_to(Subscriber.objects.order_by("pk")[0], STOP)))
        assert OutboxItem.objects.count() == 11


def test_the_clock_of_the_pages_is_the_worlds(client: Client) -> None:
    """What is saved through the page is dated so that a week later it is swept."""
    send(client, SAVED, email=ADDRESS)
    assert forget_unconfirmed(timezone.now() + datetime.timedelta(days=8)) == 1
