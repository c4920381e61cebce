"""Values a reader binds: put into the texts as they are, whatever they look like."""

from typing import Any

import httpx
import pytest

from tests.schema.conftest import Answer, Ask

PAGE = """
query ($variables: [VariableInput!]) {
  rolePage(slug: "baker", variables: $variables) {
    id
    seo { title description }
    jsonLd
    role { id }
    blocks { ... on Prose { body { markdown html plain } } }
    jobDescription {
      id location overview { plain } requirements { id }
      responsibilities { id text { markdown html plain } }
      variables { name type label default }
    }
  }
}
"""

pytestmark = pytest.mark.usefixtures("library")


def given(**values: str) -> list[dict[str, str]]:
    """Variables by name; `_` stands for the dot."""
    return [{"name": name.replace("_", "."), "value": value} for name, value in values.items()]


async def test_values_are_put_in_and_the_rest_stays_in_brackets(ask: Ask) -> None:
    page = (await ask(PAGE, variables=given(company_name="Crumb", salary="$3,000"))).data
    job = page["rolePage"]["jobDescription"]
    assert job["overview"]["plain"] == "Crumb pays $3,000 from today."
    assert job["location"] == "[City, State]"
    duty = job["responsibilities"][0]["text"]
    assert duty == {
        "markdown": "Knead for *Crumb* until today.",
        "html": "<p>Knead for <em>Crumb</em> until today.</p>",
        "plain": "Knead for Crumb until today.",
    }


ODD_VALUES: list[tuple[str, str, str]] = [
    ("<script>alert(1)</script>", r"\<script\>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("*bold* _it_ `code`", r"\*bold\*", "*bold* _it_ `code`"),
    ("[a](javascript:x)", r"\[a\]", "[a](javascript:x)"),
    ("A & B &amp; C", r"A & B \&amp; C", "A &amp; B &amp;amp; C"),
    ("\"quoted\" 'single'", "\"quoted\" 'single'", "&quot;quoted&quot; &#x27;single&#x27;"),
    ("{{salary}}", "salary", "{{salary}}"),
    ("\\", "\\", "\\"),
    ("名前 🥐", "名前 🥐", "名前 🥐"),
]


async def test_whatever_a_value_looks_like_it_is_text(ask: Ask, subtests: pytest.Subtests) -> None:
    for value, markdown, html in ODD_VALUES:
        with subtests.test(value=value, markdown=markdown, html=html):
            page = (await ask(PAGE, variables=given(company_name=value))).data["rolePage"]
            text = page["blocks"][0]["body"]
            assert text["plain"] == f"A baker makes bread at {value}."
            assert text["html"] == f"<p>A baker makes bread at {html}.</p>"
            assert markdown in text["markdown"]


async def test_search_engines_never_see_a_value(ask: Ask) -> None:
    bound = (await ask(PAGE, variables=given(company_name="Crumb", location="Oslo"))).data
    plain = (await ask(PAGE)).data
    for name in ("seo", "jsonLd"):
        assert bound["rolePage"][name] == plain["rolePage"][name]


async def test_only_what_shows_a_value_gets_another_id(ask: Ask) -> None:
    plain = (await ask(PAGE)).data["rolePage"]
    one = (await ask(PAGE, variables=given(company_name="Crumb"))).data["rolePage"]
    two = (await ask(PAGE, variables=given(company_name="Crust"))).data["rolePage"]
    assert len({plain["id"], one["id"], two["id"]}) == 3
    assert plain["role"] == one["role"]
    job, bound = plain["jobDescription"], one["jobDescription"]
    assert job["id"] != bound["id"]
    assert job["responsibilities"][0]["id"] != bound["responsibilities"][0]["id"]
    assert job["requirements"] == bound["requirements"]


async def test_names_without_a_use_are_told_and_break_nothing(
    ask: Ask, http: httpx.AsyncClient
) -> None:
    answer = await ask(PAGE, variables=given(company_name="Crumb", nobody="x", no_body="y"))
    assert answer.data["rolePage"] is not None
    assert answer.body["extensions"] == {"unusedVariables": ["nobody", "no.body"]}
    assert "extensions" not in (await ask(PAGE, variables=given(salary="1"))).body
    response = await http.post("/graphql", json={"query": PAGE})
    assert "extensions" not in response.json()


UNBINDABLE: list[tuple[list[dict[str, Any]], str]] = [
    ([{"name": "Company Name", "value": "x"}], "variables.0.name"),
    ([{"name": "", "value": "x"}], "variables.0.name"),
    ([{"name": "a" * 50, "value": "x"}], "variables.0.name"),
    (given(salary="1", role_title="Cook"), "variables.1.name"),
    (given(organization_name="x"), "variables.0.name"),
    (given(a="1") + given(a="2"), "variables.1.name"),
    (given(company_name="x" * 201), "variables.0.value"),
    (given(company_name="two\nlines"), "variables.0.value"),
    (given(company_name="\u0000"), "variables.0.value"),
    (given(company_name="\ufdd0salary\ufdd1"), "variables.0.value"),
    (given(company_name="ok", salary="a lot"), "variables.1.value"),
    (given(start_date="31.12.2027"), "variables.0.value"),
    (given(start_date="2027-02-30"), "variables.0.value"),
    ([{"name": f"v{number}", "value": "x"} for number in range(31)], "variables"),
]


async def test_what_cannot_be_bound_is_refused(ask: Ask, subtests: pytest.Subtests) -> None:
    for variables, path in UNBINDABLE:
        with subtests.test(variables=variables, path=path):
            answer: Answer = await ask(PAGE, variables=variables)
            assert answer.refusal == ("BAD_USER_INPUT", f"rolePage.{path}")


async def test_a_job_description_is_bound_alone_too(ask: Ask) -> None:
    query = """
    query ($variables: [VariableInput!]) {
      jobDescription(key: "baker-job", variables: $variables) { location }
    }
    """
    answer = await ask(query, variables=given(location="Oslo"))
    assert answer.data["jobDescription"] == {"location": "Oslo"}
