/** The index of a locale. */
export const indexPath = (locale: string) => `/${locale}/`

/** A role's page. */
export const rolePath = (locale: string, slug: string) => `/${locale}/${encodeURIComponent(slug)}/`

/** The job description of a role's page, to be adapted. */
export const jobDescriptionPath = (locale: string, slug: string) =>
  `${rolePath(locale, slug)}job-description/`

/** The place of a job family on the index. */
export const familyId = (key: string) => `family-${key}`

/** The file that answers at a path. */
export const fileOf = (path: string) =>
  path.endsWith('/') ? `${decodeURIComponent(path.slice(1))}index.html` : path.slice(1)

/** Where a page is, by locale. */
export const addressesIn = (
  pages: readonly { locale: string; slug: string }[],
  pathOf: (locale: string, slug: string) => string,
) => new Map(pages.map(({ locale, slug }) => [locale, pathOf(locale, slug)]))
