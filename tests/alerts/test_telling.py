"""Who saved a search is told once of what fits anew, whatever becomes of the programme's name and year."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.alerts.plans import Plans
from tests.alerts.subscribers import ADDRESS, DAY, NOW, QUIET, SMALL, letters_on, subscribed
from tsunagari.alerts.actions import telling
from tsunagari.alerts.actions.telling import NotAllTold, tell_subscribers
from tsunagari.alerts.models.watches import Subscriber, Told, Watch
from tsunagari.alerts.policy.watched import SEARCH, Watched
from tsunagari.registry.models.outbox import OutboxItem

pytestmark = pytest.mark.django_db
NEW, CHANGED = ["新しく合う制度 1件"], ["条件や内容が変わった制度 1件"]
CLOSING = ["締切が近い制度 1件"]
FIRST, SECOND = "静かな補聴器店づくり事業", "補聴器店静音化事業"


@pytest.mark.parametrize("watched", [QUIET, SMALL])
def test_what_is_published_already_is_no_news_and_what_comes_after_is_told_once(
    plans: Plans, watched: Watched
) -> None:
    subscribed(watched)
    assert letters_on(NOW + DAY) == []
    plans.publish()
    assert letters_on(NOW + 2 * DAY) == NEW
    assert letters_on(NOW + 3 * DAY) == []


def test_the_letter_says_what_in_both_languages_and_how_to_stop(plans: Plans) -> None:
    subscribed()
    plans.publish()
    letters_on(NOW + DAY)
    payload = OutboxItem.objects.get().payload
    japanese, english = payload["text"].split("\n--\n")
    for said in (FIRST, "/programmes/n-shizuka/", "/alerts/mine/", "/alerts/stop/"):
        assert said in japanese
    assert "Hearing-aid shops" in english
    assert "/en/programmes/n-shizuka/" in english
    for said in (FIRST, "Hearing-aid shops", "/alerts/stop/", '<div lang="en"'):
        assert said in payload["html"]
    assert payload["to"] == ADDRESS
    assert payload["headers"]["List-Unsubscribe"] in {
        f"<{word}>" for word in japanese.split() if "/alerts/stop/" in word
    }
    assert payload["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize(
    ("most", "name", "told"),
    [
        (50, FIRST, []),
        (50, SECOND, []),
        (80, FIRST, CHANGED),
        (80, SECOND, CHANGED),
    ],
)
def test_a_new_name_is_no_news_and_new_terms_are(plans: Plans, most: int, name: str, told: list[str]) -> None:
    subscribed()
    plans.publish()
    assert letters_on(NOW + DAY) == NEW
    plans.publish(name=name, most=most)
    assert letters_on(NOW + 2 * DAY) == told
    assert letters_on(NOW + 3 * DAY) == []


def test_terms_that_changed_before_the_first_letter_are_told_too(plans: Plans) -> None:
    plans.publish()
    subscribed()
    assert letters_on(NOW + DAY) == []
    plans.publish(most=80)
    assert letters_on(NOW + 2 * DAY) == CHANGED


@pytest.mark.parametrize(
    ("key", "name", "follows", "told"),
    [
        ("n-shizuka", FIRST, (), []),
        ("n-shizuka", SECOND, ((FIRST, "renames"),), []),
        ("n-seion", SECOND, ((FIRST, "renames"),), []),
        ("n-seion", SECOND, (("まちの音事業", "merges"), (FIRST, "merges")), []),
        ("n-seion", FIRST, (), []),
        ("n-seion", SECOND, (), NEW),
        ("n-seion", SECOND, ((FIRST, "splits"),), NEW),
    ],
)
def test_next_year_the_same_programme_is_the_same(
    plans: Plans, key: str, name: str, follows: tuple[tuple[str, str], ...], told: list[str]
) -> None:
    subscribed()
    plans.publish()
    assert letters_on(NOW + DAY) == NEW
    plans.new_year()
    plans.publish(key, name, year=2010, follows=follows)
    assert letters_on(NOW + 2 * DAY) == told
    assert letters_on(NOW + 3 * DAY) == []


def test_two_that_were_told_and_became_one_with_new_terms_are_told_as_one_change(plans: Plans) -> None:
    subscribed()
    plans.publish()
    plans.publish("n-oto", "まちの音事業")
    assert letters_on(NOW + DAY) == ["新しく合う制度 2件"]
    plans.new_year()
    both = ((FIRST, "merges"), ("まちの音事業", "merges"))
    plans.publish("n-seion", SECOND, year=2010, follows=both, most=80)
    assert letters_on(NOW + 2 * DAY) == CHANGED
    assert letters_on(NOW + 3 * DAY) == []


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("平成21年10月20日（火）までに市町村に申し込みます。", CLOSING),
        ("平成21年10月2日までに市町村に申し込みます。", CLOSING),
        ("平成21年10月1日までに市町村に申し込みます。", []),  # over
        ("平成21年12月25日までに市町村に申し込みます。", []),  # far away
        ("市町村に申し込みます。", []),
    ],
)
def test_a_deadline_is_told_once_while_it_is_near(plans: Plans, step: str, told: list[str]) -> None:
    plans.publish(step=step)
    subscribed()
    assert letters_on(NOW + DAY) == told
    assert letters_on(NOW + 2 * DAY) == []


def test_a_deadline_that_moves_is_told_anew_and_one_told_as_new_is_not_told_twice(plans: Plans) -> None:
    subscribed()
    plans.publish(step="平成21年10月20日までに市町村に申し込みます。")
    assert letters_on(NOW + DAY) == NEW
    assert "締切: 2009年10月20日" in OutboxItem.objects.get().payload["text"]
    assert letters_on(NOW + 2 * DAY) == []
    plans.publish(step="平成21年10月23日までに市町村に申し込みます。")
    assert letters_on(NOW + 3 * DAY) == CLOSING


def test_all_that_one_address_watches_comes_in_one_letter(plans: Plans) -> None:
    subscribed(QUIET, SMALL, Watched(SEARCH, ()))
    subscribed(address="other@example.jp")
    plans.publish()
    assert letters_on(NOW + DAY) == NEW * 2
    assert Told.objects.count() == 2


def test_a_firm_that_cannot_use_it_is_not_told_and_one_that_perhaps_can_is_told_so(plans: Plans) -> None:
    subscribed(Watched("check", (("firm.employees_regular", "101-200"),)), address="large@example.jp")
    subscribed(Watched("check", (("firm.prefecture", "04"),)), address="open@example.jp")
    plans.publish()
    assert letters_on(NOW + DAY) == NEW
    payload = OutboxItem.objects.get().payload
    assert payload["to"] == "open@example.jp"
    assert "いくつか質問に答えると分かります" in payload["text"]


def test_weekly_is_a_week_later(plans: Plans) -> None:
    subscribed(rhythm="weekly")
    assert letters_on(NOW + DAY) == []
    plans.publish()
    assert [letters_on(NOW + days * DAY) for days in (2, 7, 8)] == [[], [], NEW]


def test_a_second_run_on_the_same_day_finds_nothing_to_do(plans: Plans) -> None:
    subscribed()
    plans.publish()
    assert letters_on(NOW + DAY) == NEW
    assert tell_subscribers(NOW + DAY) == 0


def test_what_the_plan_no_longer_knows_keeps_nobody_else_from_being_told(plans: Plans) -> None:
    subscribed(Watched(SEARCH, (("tier", "gone"),)), address="a@example.jp")
    subscribed(Watched("check", (("for", "n-gone"), ("firm.prefecture", "04"))), address="b@example.jp")
    subscribed()
    plans.publish()
    assert letters_on(NOW + DAY) == NEW


def test_a_letter_that_cannot_be_owed_is_not_told(plans: Plans, monkeypatch: pytest.MonkeyPatch) -> None:
    """What breaks off leaves the news for the next run, and everyone else's letter is owed."""
    unlucky = subscribed()
    subscribed(address="other@example.jp")
    plans.publish()
    remember = telling.remember

    def break_off(subscriber: Subscriber, *words: Any) -> None:
        if subscriber == unlucky:
            raise ValueError
        remember(subscriber, *words)

    with monkeypatch.context() as patched:
        patched.setattr(telling, "remember", break_off)
        with pytest.raises(NotAllTold):
            tell_subscribers(NOW + DAY)
    assert [item.payload["to"] for item in OutboxItem.objects.all()] == ["other@example.jp"]
    assert letters_on(NOW + DAY) == NEW
    assert OutboxItem.objects.last().payload["to"] == ADDRESS


def test_nobody_is_told_before_confirming(plans: Plans) -> None:
    from_page = subscribed()
    Watch.objects.filter(subscriber=from_page).update(confirmed_at=None, next_on=None)
    plans.publish()
    assert letters_on(NOW + datetime.timedelta(days=3)) == []
