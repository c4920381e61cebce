"""The client and a real server: what it asks for, and what it makes of what it is told."""

import json
import signal
from typing import Any

from tests.clients.typescript.site import Site
from tests.serving import Server, free_port

BEGINNING = """
import { createClient, type ResultOf, type TypedDocument } from '@rolebook/client'
import { PageDocument, QuestionsDocument } from './rolebook/graphql.ts'

const requests: string[] = []
const rolebook = createClient({
  url: process.argv[2]!,
  async fetch(url, init) {
    const response = await fetch(url, init)
    requests.push(`${init?.method ?? 'GET'} ${response.status}`)
    return response
  },
})
const slug = 'documentation-engineer'
"""
END = "\nconsole.log(JSON.stringify({ told, requests }))\n"


def run(site: Site, url: str, program: str) -> tuple[Any, list[str]]:
    """What a program sets `told` to, and the requests it made: method and status."""
    site.write("src/program.ts", BEGINNING + program + END)
    assert site.complaints() == []
    done = site.node("--no-warnings", "src/program.ts", f"{url}/graphql")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    return said["told"], said["requests"]


def test_a_query_is_registered_once_and_then_asked_for_with_its_etag(
    built: Site, server: Server
) -> None:
    program = """
    const first = await rolebook.query(PageDocument, { slug })
    const again = await rolebook.query(PageDocument, { slug })
    const other = await rolebook.query(PageDocument, { slug: 'nowhere' })
    const told = { first, again, other }
    """
    told, requests = run(built, server.url, program)
    assert requests == ["GET 200", "POST 200", "GET 304", "GET 200"]
    first, again = told["first"], told["again"]
    assert first["data"]["rolePage"]["title"]
    assert not first["isUnchanged"]
    assert again == {**first, "isUnchanged": True}
    assert told["other"]["data"] == {"rolePage": None}


def test_a_list_is_read_to_its_end(built: Site, server: Server) -> None:
    program = """
    const pages = []
    const select = (data: ResultOf<typeof QuestionsDocument>) => data.interviewQuestions
    for await (const page of rolebook.pages(QuestionsDocument, { first: 2 }, select)) {
      if (page.ok) pages.push(page.data.edges.map(({ node }) => node.key))
    }
    const all = await rolebook.all(QuestionsDocument, {}, select)
    const told = { pages, keys: all.ok && all.data.map(({ key }) => key) }
    """
    told, _ = run(built, server.url, program)
    assert [len(page) for page in told["pages"]] == [2, 1]
    assert [key for page in told["pages"] for key in page] == told["keys"]
    assert len(set(told["keys"])) == 3


def test_refusals_are_told_by_their_codes(built: Site, server: Server) -> None:
    program = """
    const skills = 'skills { name } competencies { name }'
    const dear = `rolePages(first: 100) { nodes { interviewQuestions { ${skills} } } }`
    const partly = `{ rolePage(slug: "${slug}") { title } role(key: "x", locale: "xx") { key } }`
    const trusted: TypedDocument = { __meta__: { hash: 'sha256:none' } }
    const variables = [{ name: 'none', value: '' }]
    const told = {
      wrong: await rolebook.query('{ rolePage(slug: "x") { titel } }'),
      dear: await rolebook.query(`{ a: ${dear} b: ${dear} c: ${dear} d: ${dear} }`),
      partly: await rolebook.query(partly),
      trusted: await rolebook.query(trusted),
      unused: await rolebook.query(PageDocument, { slug, variables }),
    }
    """
    told, requests = run(built, server.url, program)
    assert told["wrong"]["error"]["code"] == "GRAPHQL_VALIDATION_FAILED"
    assert told["wrong"]["error"]["status"] == 400
    assert "titel" in told["wrong"]["error"]["message"]
    assert told["dear"]["error"]["code"] == "COST_LIMIT"
    assert len(told["dear"]["error"]["dearest"]) == 3
    assert told["partly"]["error"]["code"] == "BAD_USER_INPUT"
    assert told["partly"]["error"]["path"] == "role.locale"
    assert told["partly"]["data"]["rolePage"]["title"], "what could be answered is there"
    assert told["trusted"]["error"]["code"] == "DOCUMENT_NOT_FOUND"
    assert told["unused"]["extensions"] == {"unusedVariables": ["none"]}
    assert "GET 400" in requests


def test_a_server_that_is_away_and_one_that_hangs(built: Site, server: Server) -> None:
    program = """
    const signal = AbortSignal.timeout(1_000)
    const answer = await rolebook.query(PageDocument, { slug }, { signal })
    const told = answer.ok || answer.error
    """
    away, _ = run(built, f"http://127.0.0.1:{free_port()}", program)
    assert away["code"] == "NO_ANSWER"
    assert away["message"].endswith("/graphql (ECONNREFUSED).")
    server.process.send_signal(signal.SIGSTOP)
    try:
        hanging, requests = run(built, server.url, program)
    finally:
        server.process.send_signal(signal.SIGCONT)
    assert hanging["code"] == "ABORTED"
    assert requests == []
