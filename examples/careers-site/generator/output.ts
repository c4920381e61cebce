import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Built } from './state.ts'

/** What became of the files of a kind. */
export interface Tally {
  written: number
  unchanged: number
}

/** A site in the making: nothing of it is seen before {@link Output.publish}. */
export interface Output {
  /**
   * Has a file in the site, made anew only where it has to be.
   *
   * @param madeOf - Differs when the content would.
   * @returns Whether it was made.
   */
  add(file: string, madeOf: string, make: () => string | Uint8Array): boolean
  /** Files of the last build that are not in this one. */
  gone(): string[]
  /** Moves what was made into the site, and takes out what is gone. */
  publish(): void
  /** Throws away what was made. */
  abandon(): void
  /** The files with what they were made of. */
  readonly files: Record<string, string>
}

/** The site in a folder, where the last build left `last`. */
export function outputIn(folder: string, last: Built): Output {
  const staging = `${folder.replace(/\/+$/, '')}.staging`
  const files: Record<string, string> = {}
  const made: string[] = []
  rmSync(staging, { recursive: true, force: true })

  function add(file: string, madeOf: string, make: () => string | Uint8Array): boolean {
    files[file] = madeOf
    if (last.files[file] === madeOf && existsSync(join(folder, file))) return false
    const place = join(staging, file)
    mkdirSync(dirname(place), { recursive: true })
    writeFileSync(place, make())
    made.push(file)
    return true
  }

  const gone = () => Object.keys(last.files).filter((file) => !(file in files))

  function publish(): void {
    // Pages come last, so that none is there before what it loads.
    for (const file of made.toSorted((a, b) => rank(a) - rank(b))) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      renameSync(join(staging, file), join(folder, file))
    }
    for (const file of gone()) {
      rmSync(join(folder, file), { force: true })
      removeEmpty(dirname(file))
    }
    abandon()
  }

  function removeEmpty(inside: string): void {
    const place = join(folder, inside)
    if (inside === '.' || !existsSync(place) || readdirSync(place).length > 0) return
    rmdirSync(place)
    removeEmpty(dirname(inside))
  }

  const abandon = () => rmSync(staging, { recursive: true, force: true })

  return { add, gone, publish, abandon, files }
}

const rank = (file: string) => (file.startsWith('assets/') ? 0 : 1)
