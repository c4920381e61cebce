import { textsFor } from '../texts/index.ts'
import type { Page } from './layout.tsx'

/** What browsers, search engines and social networks are told about a page. */
export function Head({
  site,
  locale,
  title,
  description,
  path,
  translations,
  isFindable,
  jsonLd,
  styleWithoutScript,
}: Page) {
  const texts = textsFor(locale)
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      {description && <meta name="description" content={description} />}
      {!isFindable && <meta name="robots" content="noindex" />}
      <meta name="color-scheme" content="light dark" />
      <link rel="stylesheet" href={site.assets.style} />
      {styleWithoutScript && (
        <noscript>
          <style>{styleWithoutScript}</style>
        </noscript>
      )}
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      {path && <link rel="canonical" href={site.url + path} />}
      {path &&
        translations.size > 1 &&
        [...translations].map(([language, address]) => (
          <link rel="alternate" hreflang={language} href={site.url + address} />
        ))}
      <meta property="og:title" content={title} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={texts.siteName} />
      <meta property="og:locale" content={locale.replace('-', '_')} />
      {description && <meta property="og:description" content={description} />}
      {path && <meta property="og:url" content={site.url + path} />}
      {jsonLd !== undefined && (
        <script
          type="application/ld+json"
          dangerouslySetInnerHTML={{ __html: scriptSafe(jsonLd) }}
        />
      )}
    </head>
  )
}

/** JSON that can stand in a script element. */
export function scriptSafe(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}
