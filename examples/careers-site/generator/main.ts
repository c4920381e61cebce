import { build, type Summary } from './build.ts'
import { BuildError } from './fetch.ts'
import { settingsOf } from './settings.ts'

/** One line that says what a build did. */
function told(summary: Summary, seconds: number): string {
  const { pages, written, removed, redirects, unknownBlocks, skipped } = summary
  const count = (number: number, one: string, many: string) =>
    `${number.toLocaleString('en')} ${number === 1 ? one : many}`
  const parts = [
    `${written.toLocaleString('en')} written`,
    `${(pages - written).toLocaleString('en')} unchanged`,
    `${removed.toLocaleString('en')} removed`,
    count(redirects, 'redirect', 'redirects'),
    `${count(unknownBlocks, 'block', 'blocks')} of unknown type`,
  ]
  if (skipped.length > 0) {
    parts.push(`${skipped.length} skipped (${skipped.join(', ')}: unpublished while we built)`)
  }
  return `Built ${count(pages, 'page', 'pages')} in ${seconds.toFixed(1)} s: ${parts.join(', ')}`
}

const started = performance.now()
try {
  const summary = await build(settingsOf(process.env))
  console.log(told(summary, (performance.now() - started) / 1000))
} catch (error) {
  if (!(error instanceof BuildError)) throw error
  console.error(`Nothing was built: ${error.message}`)
  process.exitCode = 1
}
