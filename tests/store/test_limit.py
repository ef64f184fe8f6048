"""A question that takes too much time or memory is ended, and nobody else's with it."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from metrics.store.limit import TookTooLong, TookTooMuchMemory, Turns, ending, limited
from metrics.store.store import Store

# hours of work
ENDLESS = "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE hash(a.range, b.range) % 7 = 3"
# gigabytes in one cell
HUGE = "SELECT list(hash(range) ORDER BY hash(range)) FROM range(500000000)"
# a few megabytes
SMALL = "SELECT count(*) > 0 FROM (SELECT organization, sum(value) FROM observation GROUP BY ALL)"


def test_a_statement_ends_when_the_time_is_up(store: Store):
    started = time.monotonic()
    with pytest.raises(TookTooLong, match=r"0\.2 seconds"), limited(0.2):
        store.rows(ENDLESS, {})
    assert time.monotonic() - started < 5
    with pytest.raises(TookTooLong), limited(0):
        store.rows("SELECT 1", {})


def test_the_time_is_that_of_all_statements_together(store: Store):
    def ask_on() -> None:
        while True:
            store.rows("SELECT 1", {})

    with pytest.raises(TookTooLong), limited(0.2):
        ask_on()


def test_a_limit_within_another_gives_no_more_time(store: Store):
    started = time.monotonic()
    with pytest.raises(TookTooLong, match=r"0\.2 seconds"), limited(0.2), limited(60):
        store.rows(ENDLESS, {})
    with pytest.raises(TookTooLong, match=r"0\.1 seconds"), limited(60), limited(0.1):
        store.rows(ENDLESS, {})
    assert time.monotonic() - started < 5


def test_others_go_on_meanwhile_and_afterwards(store: Store):
    def ended() -> str:
        try:
            with limited(0.3):
                store.rows(ENDLESS, {})
        except TookTooLong:
            return "ended"
        return "answered"

    with ThreadPoolExecutor(2) as pool:
        running = pool.submit(ended)
        answers = []
        while not running.done():
            answers.append(store.rows("SELECT 42", {})[1])
        assert running.result() == "ended"
    assert answers == [[(42,)]] * len(answers) != []
    with limited(60):
        assert store.rows("SELECT 42", {})[1] == [(42,)]


def test_a_question_too_large_for_the_memory_is_ended_and_others_go_on(store: Store):
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(store.rows, HUGE, {})
        answers = []
        while not running.done():
            answers.append(store.rows(SMALL, {})[1])
        with pytest.raises(TookTooMuchMemory, match="more memory"):
            running.result()
    assert answers == [[(True,)]] * len(answers) != []
    assert store.rows(SMALL, {})[1] == [(True,)]


def test_a_statement_that_does_not_end_is_told_again_now_and_then():
    told: list[float] = []
    with limited(0.01), ending(lambda: told.append(time.monotonic()), KeyError):
        time.sleep(0.4)
    assert 2 <= len(told) <= 12


def test_who_found_too_little_waits_for_all_that_ran_and_for_nobody_else():
    turns, order = Turns(), list[str]()
    begun, end_first = threading.Event(), threading.Event()

    def first() -> None:
        with turns.running():
            begun.set()
            end_first.wait(60)
            order.append("first")

    def anew() -> None:
        with turns.alone():
            order.append("anew")

    with ThreadPoolExecutor(2) as pool:
        pool.submit(first)
        begun.wait(60)
        waiting = pool.submit(anew)
        with pytest.raises(TimeoutError):
            waiting.result(0.1)
        # begins later, and goes on
        with turns.running():
            end_first.set()
            waiting.result(60)
    assert order == ["first", "anew"]
    with turns.running(), limited(0.1), turns.alone():
        order.append("late")
    assert order[-1] == "late"


def test_one_thread_watches_all_that_a_reader_asks(store: Store):
    before = set(threading.enumerate())
    with limited(60):
        watching = set()
        for _ in range(3):
            store.rows("SELECT 1", {})
            watching |= set(threading.enumerate()) - before
        assert len(watching) == 1
        with limited(90):
            store.rows("SELECT 1", {})
        assert watching == set(threading.enumerate()) - before
    assert not watching & set(threading.enumerate())
