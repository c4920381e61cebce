import { renderToString } from 'preact-render-to-string'
import { textsFor } from '../texts/index.ts'

/** A page that only says where another one went, for hosts that know no `_redirects`. */
export function movedHtml(siteUrl: string, locale: string, to: string): string {
  const { moved } = textsFor(locale)
  const page = (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{moved}</title>
        <meta http-equiv="refresh" content={`0; url=${to}`} />
        <meta name="robots" content="noindex" />
        <link rel="canonical" href={siteUrl + to} />
      </head>
      <body>
        <main>
          <h1>{moved}</h1>
          <p>
            <a href={to}>{siteUrl + to}</a>
          </p>
        </main>
      </body>
    </html>
  )
  return `<!doctype html>\n${renderToString(page)}\n`
}
