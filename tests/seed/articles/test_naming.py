"""Which role an article is about."""

import pytest

from seed.articles.naming import name_role

ROLES = [
    "Baker",
    "IT Manager",
    "General Manager",
    "Key Account Manager",
    "Main Contractor",
    "Essential Oils Chemist",
    "Node.js Developer",
    ".NET Developer",
    "C# Developer",
]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "headings",
    [
        ["What is a {}?", "Why hire a {}?", "{} responsibilities", "Title: {}"],
        ["{} responsibilities", "{} interview questions", "Title: {}"],
        ["Key {} responsibilities", "Top {} interview questions", "What does a {} do?"],
    ],
)
def test_a_role_keeps_every_word_of_its_name(role: str, headings: list[str]) -> None:
    assert name_role([heading.format(role) for heading in headings], None).title == role


def test_an_adjective_of_a_heading_is_no_part_of_the_role() -> None:
    headings = ["Key responsibilities", "Common baker interview questions", "Top baker duties"]
    assert name_role(headings, None).title == "Baker"
