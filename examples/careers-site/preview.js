// Serves the built site as a static host would: folders by their index.html, 404.html for the rest.
import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, resolve, sep } from 'node:path'

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
}
const root = resolve(process.env.SITE_OUT || 'dist')
const { hostname, port } = new URL(process.env.SITE_URL || 'http://127.0.0.1:4173')

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://site')
  const file = fileAt(decoded(pathname))
  if (!file && fileAt(`${decoded(pathname)}/`)) {
    response.writeHead(301, { location: `${pathname}/` }).end()
    return
  }
  const status = file ? 200 : 404
  const place = file ?? join(root, '404.html')
  response.writeHead(status, {
    'content-type': TYPES[extname(place)] ?? 'application/octet-stream',
    'cache-control': pathname.startsWith('/assets/')
      ? 'public, max-age=31536000, immutable'
      : 'no-cache',
  })
  createReadStream(place).pipe(response)
})

/** The file for a path; null if there is none below the root. */
function fileAt(path) {
  const place = resolve(join(root, path.endsWith('/') ? `${path}index.html` : path))
  return place.startsWith(root + sep) && existsSync(place) && statSync(place).isFile()
    ? place
    : null
}

function decoded(path) {
  try {
    return decodeURIComponent(path)
  } catch {
    return '/404.html'
  }
}

server.listen(Number(port || 80), hostname, () => {
  console.log(`The site is at http://${hostname}:${port}. Stop with Ctrl-C.`)
})
