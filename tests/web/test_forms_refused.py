"""Forms that are too large, damaged, or sent from elsewhere: a page says so, and a large schedule is not refused."""

from __future__ import annotations

from django.test import Client


def text(answer):
    return " ".join(answer.content.decode().split())


def test_a_form_of_more_than_a_page_sends_is_refused_in_words(client):
    answer = client.post("/package/begin", {f"f{number}": "" for number in range(4_001)})

    assert answer.status_code == 400
    assert "more than a form here takes (256 KB and 4,000 fields). Nothing was written." in text(answer)


def test_a_form_that_is_damaged_is_refused_in_words(client):
    answer = client.post("/package/begin", b"\xff\x00", content_type="multipart/form-data; boundary=\xff")

    assert answer.status_code == 400
    assert "What was sent cannot be read" in text(answer)


def test_the_grid_of_a_schedule_of_forty_steps_and_twenty_lanes_is_taken(client):
    address = client.post("/package/begin", {"start": "union", "title": "Large"})["Location"]

    answer = client.post(f"{address}/grid/typed", {f"cell-{number}": "50,000" for number in range(800)})

    assert answer.status_code != 400


def test_a_form_without_its_pages_token_is_refused_in_words(client):
    answer = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"}).post("/package/begin", {"start": "union"})

    assert answer.status_code == 403
    assert "Go back, load the page again, and send it once more" in text(answer)
