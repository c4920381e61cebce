import { de } from './de.ts'
import { en } from './en.ts'

export { counted } from './counted.ts'

export type Texts = typeof en

const BY_LANGUAGE: Readonly<Record<string, Texts>> = { en, de }

/** The languages that the site speaks. */
export const LANGUAGES = Object.keys(BY_LANGUAGE)

/** The texts in a locale's language; English where the site does not speak it. */
export function textsFor(locale: string): Texts {
  return BY_LANGUAGE[locale.split('-')[0] ?? ''] ?? en
}

/** A locale's name in its own language. */
export function languageName(locale: string, inLocale = locale): string {
  const name = new Intl.DisplayNames([inLocale], { type: 'language' }).of(locale) ?? locale
  return name.charAt(0).toLocaleUpperCase(inLocale) + name.slice(1)
}
