"""What clients hear of costs and rates."""

from typing import Any

import httpx
from starlette.applications import Starlette

from api.rate_limits import RateLimits
from api.rates import Rate
from auth.directory import Directory
from auth.roles import Role
from tests.auth.tokens import bearer
from tests.schema.editorial.conftest import PATH

COST = {"X-Rolebook-Cost": "1"}
QUERY = "query ($n: Int) { rolePages(first: $n) { totalCount } }"
DEAR = """query ($n: Int) {
  skills(first: $n) { nodes { id usedBy(first: 60) { nodes { __typename } } } }
}"""


async def _edit(
    http: httpx.AsyncClient, directory: Directory, query: str, **variables: Any
) -> httpx.Response:
    headers = {**await bearer(directory, role=Role.EDITOR), **COST}
    return await http.post(PATH, json={"query": query, "variables": variables}, headers=headers)


async def test_the_cost_is_told_to_who_asks_for_it(http: httpx.AsyncClient) -> None:
    asked = {"query": QUERY, "variables": {"n": 7}}
    silent = await http.post("/graphql", json=asked)
    assert "extensions" not in silent.json()
    told = await http.post("/graphql", json=asked, headers=COST)
    assert told.json()["data"] == silent.json()["data"]
    assert told.json()["extensions"]["cost"] == {
        "total": 6,
        "limit": 1000,
        "dearest": [{"path": "rolePages.totalCount", "cost": 5}, {"path": "rolePages", "cost": 1}],
    }
    assert "no-store" in told.headers["cache-control"]


async def test_a_query_that_is_too_dear_is_refused_with_what_is_dear(
    http: httpx.AsyncClient,
) -> None:
    roles = " ".join(f"a{number}: role {{ family {{ name }} }}" for number in range(6))
    query = f"{{ rolePages(first: 100) {{ nodes {{ {roles} }} }} }}"
    response = await http.post("/graphql", json={"query": query})
    (error,) = response.json()["errors"]
    assert response.status_code == 400
    assert "data" not in response.json()
    assert error["extensions"]["code"] == "COST_LIMIT"
    assert "costs 1,301; at most 1,000" in error["message"]
    assert [each["cost"] for each in error["extensions"]["dearest"]] == [100, 100, 100]
    assert error["extensions"]["dearest"][0]["path"] == "rolePages.nodes"


async def test_editors_have_a_larger_budget(http: httpx.AsyncClient, directory: Directory) -> None:
    within = await _edit(http, directory, DEAR, n=40)
    assert within.json()["data"]["skills"] == {"nodes": []}
    cost = within.json()["extensions"]["cost"]
    assert (cost["total"], cost["limit"]) == (1 + 40 * (1 + 1 + 60), 5_000)
    beyond = await _edit(http, directory, DEAR, n=100)
    assert beyond.status_code == 400
    assert beyond.json()["errors"][0]["extensions"]["code"] == "COST_LIMIT"


async def test_an_account_has_a_rate_of_its_own(
    app: Starlette, http: httpx.AsyncClient, directory: Directory
) -> None:
    app.state.rate_limits = RateLimits(Rate(0.001, 2))
    headers = await bearer(directory, role=Role.EDITOR)
    asked = {"query": "{ viewer { name } }"}
    answers = [await http.post(PATH, json=asked, headers=headers) for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert answers[0].headers["ratelimit"].startswith('"operations";r=1;t=')
    assert answers[2].json()["errors"][0]["extensions"] == {"code": "RATE_LIMITED"}
    assert int(answers[2].headers["retry-after"]) > 900
    other = await bearer(directory, role=Role.EDITOR, subject="usr_" + "0" * 25 + "2")
    assert (await http.post(PATH, json=asked, headers=other)).status_code == 200
