"""The page at `/`: what this is and where to go on."""

import base64
import hashlib

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

_STYLE = """
body { font: 1.1rem/1.6 system-ui, sans-serif; max-width: 38rem; margin: 12vh auto;
       padding: 0 1.5rem; color: #1c2733; background: #fbfaf8 }
h1 { font-size: 2.2rem; margin: 0 }
code { background: #eeebe4; padding: .1em .35em; border-radius: .25em }
a { color: #0b5c8a } li { margin: .35rem 0 }
@media (prefers-color-scheme: dark) {
  body { color: #e4e6e8; background: #15191d } code { background: #262c32 } a { color: #7cc4ee }
}
"""
_PAGE = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rolebook</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>Rolebook</h1>
<p>A headless CMS for careers content. This server answers GraphQL with role pages, job
descriptions, responsibilities and interview questions.</p>
<ul>
<li><a href="/graphql">Explore the content in GraphiQL</a>,
or send queries to <code>/graphql</code></li>
<li><a href="/readyz">Is it ready?</a></li>
</ul>
</body>
</html>
"""
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "public, max-age=300",
}


async def root_page(_request: Request) -> Response:
    """A small page without scripts."""
    return HTMLResponse(_PAGE, headers=_HEADERS)
