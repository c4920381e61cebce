import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Memory, Remembered } from '@rolebook/client'

/** What a build leaves for the next one. */
export interface Built {
  /** Files of the site, each with what it was made of. */
  files: Record<string, string>
  /** Slugs that had a page at some time, by locale. */
  slugs: Record<string, string[]>
}

/** The state of the last build, and how to replace it. */
export interface State {
  last: Built
  /** Answers of the last build, each in a file of its own. */
  memory: Memory
  /** Makes this build the last one. Answers that it did not ask for are forgotten. */
  save(built: Built): void
}

const NOTHING: Built = { files: {}, slugs: {} }

/** The state in a folder; that of a first build if there is none that can be read. */
export function stateIn(folder: string): State {
  const answers = join(folder, 'answers')
  const summary = join(folder, 'built.json')
  const asked = new Set<string>()
  const fresh = new Map<string, Remembered>()
  const nameOf = (address: string) => `${digest(address)}.json`

  const memory: Memory = {
    get(address) {
      asked.add(nameOf(address))
      return fresh.get(address) ?? parsed<Remembered>(join(answers, nameOf(address)))
    },
    set: (address, answer) => fresh.set(address, answer),
  }

  function save(built: Built): void {
    mkdirSync(answers, { recursive: true })
    for (const [address, answer] of fresh) replace(join(answers, nameOf(address)), answer)
    replace(summary, built)
    for (const name of readdirSync(answers)) if (!asked.has(name)) rmSync(join(answers, name))
  }

  return { last: parsed<Built>(summary) ?? NOTHING, memory, save }
}

/** A short name for something, the same for the same. */
export function digest(...parts: string[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}:`).update(part)
  return hash.digest('base64url').slice(0, 22)
}

/** Whole or not at all, should the machine stop meanwhile. */
function replace(file: string, content: object): void {
  writeFileSync(`${file}.new`, JSON.stringify(content))
  renameSync(`${file}.new`, file)
}

function parsed<Content>(file: string): Content | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Content
  } catch {
    return undefined
  }
}
