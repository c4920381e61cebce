// How a script here talks with the test that runs it: one JSON document a line.

import { createInterface } from 'node:readline'

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()

/** Has the test's browser open an address; the answer is the address it was sent back to. */
export async function opened(url) {
  console.log(JSON.stringify({ open: String(url) }))
  return new URL(JSON.parse((await lines.next()).value))
}

/** Tells the test something on the way. */
export function tell(what) {
  console.log(JSON.stringify({ told: what }))
}

/** Hands the test what came of it all. */
export function done(result) {
  process.stdout.write(`${JSON.stringify({ done: result })}\n`, () => process.exit(0))
}

/** What the test wants done. */
export const wanted = JSON.parse(process.argv[2])
