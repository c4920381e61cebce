import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { digest } from './state.ts'

/** Where the built files of the browser are, as paths of the site. */
export interface Assets {
  style: string
  search: string
  jobDescription: string
}

const BUILT = '.build/browser'

type Manifest = Record<string, { file: string }>

/** The built files by what they are for. */
export function readAssets(): Assets {
  const manifest = JSON.parse(readFileSync(join(BUILT, 'manifest.json'), 'utf8')) as Manifest
  const path = (source: string) => {
    const entry = manifest[source]
    if (!entry) throw new Error(`${BUILT}/manifest.json does not list ${source}.`)
    return `/${entry.file}`
  }
  return {
    style: path('browser/style.css'),
    search: path('browser/search.ts'),
    jobDescription: path('browser/job-description.ts'),
  }
}

/** Every built file: its place in the site, and what is in it. */
export function assetFiles(): { file: string; content: Buffer }[] {
  return readdirSync(BUILT, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'manifest.json')
    .map(({ parentPath, name }) => {
      const place = join(parentPath, name)
      return { file: place.slice(BUILT.length + 1), content: readFileSync(place) }
    })
}

/** What the generator itself is known by: another one makes every page anew. */
export function fingerprint(): string {
  return digest(readFileSync(import.meta.filename, 'utf8'))
}
