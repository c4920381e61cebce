import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { indexPath } from '../addresses.ts'
import type { Site } from '../site.ts'
import { languageName, textsFor, type Texts } from '../texts/index.ts'
import { Head } from './head.tsx'

/** What a page says about itself, and what is on it. */
export interface Page {
  site: Site
  locale: string
  title: string
  description?: string | undefined
  /** Its one address; null for a page that has none, such as the one for what is not found. */
  path: string | null
  /** The addresses in the locales in which it is really published. */
  translations: ReadonlyMap<string, string>
  isFindable: boolean
  jsonLd?: unknown
  /** A module of the browser. */
  script?: string
  /** Style for browsers that run no script. */
  styleWithoutScript?: string
  children: ComponentChildren
}

/** A page as HTML. */
export function html(page: Page): string {
  return `<!doctype html>\n${renderToString(<Document {...page} />)}\n`
}

function Document(page: Page) {
  const { locale } = page
  const texts = textsFor(locale)
  return (
    <html lang={locale}>
      <Head {...page} />
      <body>
        <a class="skip" href="#content">
          {texts.skipLink}
        </a>
        <header class="top">
          <a class="brand" href={indexPath(locale)}>
            <svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true">
              <rect x="1" y="1" width="22" height="22" rx="6" />
              <path d="M7 7.5h10M7 12h10M7 16.5h5" />
            </svg>
            {texts.siteName}
          </a>
          <Languages {...page} texts={texts} />
        </header>
        <main id="content" tabIndex={-1}>
          {page.children}
        </main>
        <footer class="bottom">
          <p>
            {texts.siteName} · {texts.siteLine}
          </p>
          <p>{texts.footer}</p>
        </footer>
        {page.script && <script type="module" src={page.script} />}
      </body>
    </html>
  )
}

/** The site's locales: this page in them where it is published, else their index, and it says so. */
function Languages({ site, locale, translations, texts }: Page & { texts: Texts }) {
  const locales = [...site.library.shelves.keys()]
  if (locales.length < 2) return null
  return (
    <nav class="languages" aria-label={texts.languages}>
      <ul>
        {locales.map((language) => {
          const name = languageName(language)
          const address = translations.get(language)
          if (language === locale) {
            return (
              <li>
                <span aria-current="true">{name}</span>
              </li>
            )
          }
          if (address) {
            return (
              <li>
                <a href={address} lang={language} hreflang={language}>
                  {name}
                </a>
              </li>
            )
          }
          return (
            <li>
              <a
                href={indexPath(language)}
                hreflang={language}
                title={texts.notTranslated(languageName(language, locale))}
              >
                <span lang={language}>{name}</span> <small>{texts.onlyIndex}</small>
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
