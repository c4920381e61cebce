import { indexPath } from '../addresses.ts'
import type { Site } from '../site.ts'
import { textsFor } from '../texts/index.ts'
import { html } from './layout.tsx'

/** What a host shows for an address that is not there, in every language of the site. */
export function notFoundHtml(site: Site): string {
  const locales = [...site.library.shelves.keys()]
  const locale = site.library.defaultLocale
  return html({
    site,
    locale,
    title: textsFor(locale).notFoundTitle,
    path: null,
    translations: new Map(locales.map((one) => [one, indexPath(one)])),
    isFindable: false,
    children: (
      <div class="missing">
        <p class="number" aria-hidden="true">
          404
        </p>
        {locales.map((one, index) => {
          const texts = textsFor(one)
          const Heading = index === 0 ? 'h1' : 'h2'
          return (
            <section lang={one}>
              <Heading>{texts.notFoundTitle}</Heading>
              <p>{texts.notFoundLead}</p>
              <p>
                <a class="button" href={indexPath(one)}>
                  {texts.allRoles}
                </a>
              </p>
            </section>
          )
        })}
      </div>
    ),
  })
}
