import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Target } from './target.js'

/** Real files that one target takes at most, and how long each may be. */
const MOST_REAL = 60
const MOST_CHARACTERS = 40_000

const OWN = join('fuzz', 'seeds')

/** The texts that a target's inputs are made of: our own, which show what the language has, and real ones. */
export function seedsOf(target: Target, real: readonly string[] = []): string[] {
  const own = readdirSync(OWN)
    .filter((name) => name.startsWith(`${target.name.replaceAll(' ', '-')}.`))
    .map((name) => readFileSync(join(OWN, name), 'utf8'))
  if (own.length === 0) throw new Error(`${OWN} holds no seed for ${target.name}`)
  const fitting = real.filter((path) => target.real.test(path))
  const step = Math.max(1, Math.floor(fitting.length / MOST_REAL))
  const texts = fitting
    .filter((_, index) => index % step === 0)
    .slice(0, MOST_REAL)
    .map((path) => readFileSync(path, 'utf8'))
  return [...own, ...texts.filter(({ length }) => length <= MOST_CHARACTERS)]
}

/** Paths of all files under a folder; none if there is no such folder. Links are not followed. */
export function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
