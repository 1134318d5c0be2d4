import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Target } from './target.js'

/** Real files that one target takes at most, and how long each may be. */
const MOST_REAL = 60
const MOST_CHARACTERS = 40_000

const OWN = join('fuzz', 'seeds')

/** The texts that a target's inputs are made of: our own, which show what the language has, and real ones. */
export function seedsOf(target: Target, real: readonly string[] = []): string[] {
  const { name, paths } = target
  const own = paths === undefined ? ownTexts(name) : [...paths.keys()].map((path) => ownText(name, path))
  const kinds =
    paths === undefined ? [['', target.real] as const] : [...paths].map(([path, kind]) => [`${path}\n`, kind] as const)
  const most = Math.ceil(MOST_REAL / kinds.length)
  return [...own, ...kinds.flatMap(([first, kind]) => realTexts(kind, real, most).map((text) => first + text))]
}

function ownTexts(target: string): string[] {
  const texts = readdirSync(OWN)
    .filter((file) => file.startsWith(`${plain(target)}.`))
    .map((file) => readFileSync(join(OWN, file), 'utf8'))
  if (texts.length === 0) throw new Error(`${OWN} holds no seed for ${target}`)
  return texts
}

/** Paths of one folder: those of files that linters look for would be taken for ours. */
function ownText(target: string, path: string): string {
  return `${path}\n${readFileSync(join(OWN, plain(target), `${path.replaceAll('/', '+')}.txt`), 'utf8')}`
}

function plain(target: string): string {
  return target.replaceAll(' ', '-')
}

function realTexts(kind: RegExp, real: readonly string[], most: number): string[] {
  const fitting = real.filter((path) => kind.test(path))
  const step = Math.max(1, Math.floor(fitting.length / most))
  return fitting
    .filter((_, index) => index % step === 0)
    .slice(0, most)
    .map((path) => readFileSync(path, 'utf8'))
    .filter(({ length }) => length <= MOST_CHARACTERS)
}

/** Paths of all files under a folder; none if there is no such folder. Links are not followed. */
export function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
