"""Everything that an integrator asks for, through the client made of the document."""

import sys
from http import HTTPStatus
from typing import TypeVar

from qbank_client import Client
from qbank_client.api.categories_and_tags import get_category, list_categories, list_tags
from qbank_client.api.documents import get_questions_document
from qbank_client.api.questions import (
    draw_questions,
    get_question,
    list_questions,
    search_questions,
)
from qbank_client.api.service import get_readiness
from qbank_client.models import Problem, Question
from qbank_client.types import UNSET, Unset

Body = TypeVar("Body")


def taken(answer: Body | Problem | None) -> Body:
    """The body of an answer that is no problem."""
    assert answer is not None and not isinstance(answer, Problem), answer
    return answer


def every_page(client: Client) -> list[Question]:
    """The whole list, by cursor."""
    seen: list[Question] = []
    cursor: str | Unset = UNSET
    while True:
        page = taken(
            list_questions.sync(client=client, limit=10, sort="-updated_at", cursor=cursor)
        )
        seen.extend(page.items)
        cursor = page.next_cursor
        if isinstance(cursor, Unset):
            assert len(seen) == page.total
            return seen


def lists(client: Client) -> None:
    """Pages, filters with several values, facets that add up."""
    seen = every_page(client)
    assert len({question.id for question in seen}) == len(seen)
    assert all(question.updated_at.tzinfo is not None for question in seen)
    several = taken(
        list_questions.sync(client=client, difficulty=["easy", "hard"], facets=True, limit=100)
    )
    assert {question.difficulty for question in several.items} == {"easy", "hard"}
    assert not isinstance(several.facets, Unset)
    assert sum(facet.count for facet in several.facets.difficulty) == several.total
    since = max(question.updated_at for question in seen)
    latest = taken(list_questions.sync(client=client, updated_since=since))
    assert 1 <= latest.total <= len(seen)


def one(client: Client) -> None:
    """One question, what is withheld from it, and one that is not there."""
    whole = taken(get_question.sync("orm-pitfalls", client=client))
    assert not isinstance(whole.answer, Unset) and "N+1" in whole.answer
    bare = taken(get_question.sync("ORM-pitfalls", client=client, answers="none"))
    assert isinstance(bare.answer, Unset) and isinstance(bare.key_points, Unset)
    answer = get_question.sync_detailed("orm-pitfals", client=client)
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert isinstance(answer.parsed, Problem)
    assert not isinstance(answer.parsed.errors, Unset)
    assert answer.parsed.errors[0].nearest == "orm-pitfalls"


def draws(client: Client) -> None:
    """A draw, the next candidate's, exact shares, a time budget."""
    first = taken(draw_questions.sync(client=client, count=5, seed="monday"))
    second = taken(draw_questions.sync(client=client, count=5, seed="monday", sitting=2))
    assert first.given == second.given == 5
    assert not {question.id for question in first.items} & {q.id for q in second.items}
    mixed = taken(draw_questions.sync(client=client, mix=["easy:1", "hard:2"], seed="a"))
    assert sorted(str(question.difficulty) for question in mixed.items) == ["easy", "hard", "hard"]
    timed = taken(draw_questions.sync(client=client, minutes=30))
    assert timed.minutes <= 30 and isinstance(timed.asked, Unset)


def rest(client: Client) -> None:
    """Search, categories, tags, health, a document."""
    found = taken(search_questions.sync(client=client, q="n+1 queries"))
    assert found.items[0].score > 0 and "<mark>" in str(found.items[0].highlights.answer)
    categories = taken(list_categories.sync(client=client))
    assert taken(get_category.sync(categories.items[0].id, client=client)) == categories.items[0]
    assert taken(list_tags.sync(client=client)).total > 10
    assert taken(get_readiness.sync(client=client)).status == "ready"
    sheet = get_questions_document.sync_detailed("csv", client=client, limit=2)
    assert sheet.content.startswith(b"id,number,category,kind,question,")


def main(server: str) -> None:
    with Client(base_url=server) as client:
        for step in (lists, one, draws, rest):
            step(client)
    print("openapi-python-client: every step as expected")


main(sys.argv[1])
