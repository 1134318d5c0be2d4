/** The places in which a build is repeated, and how it is done there. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'

export interface Place {
  readonly name: string
  /** Below a temporary folder. */
  readonly path: string
  /** Whether files are made in the reverse order, so that folders may list them in another one. */
  readonly backwards: boolean
  /** What the host calls itself. */
  readonly host: string
  /** How far the clock is off, in days. */
  readonly days: number
  readonly env: Readonly<Record<string, string>>
}

export const PLACES: readonly Place[] = [
  {
    name: 'first place',
    path: 'a',
    backwards: false,
    host: 'first-host',
    days: 0,
    env: { TZ: 'UTC', LANG: 'C', LC_ALL: 'C', USER: 'first', CI: 'true' },
  },
  {
    name: 'second place',
    path: join('b', 'another and deeper', 'dépôt'),
    backwards: true,
    host: 'second-host',
    days: 4000,
    env: {
      TZ: 'Pacific/Kiritimati',
      LANG: 'tr_TR.UTF-8',
      LC_ALL: 'tr_TR.UTF-8',
      USER: 'second',
      NODE_ENV: 'production',
    },
  },
]

/** Paths of the files that git tracks and that are there, sorted by code unit. */
export function trackedFiles(root: string): string[] {
  const { status, stdout, stderr } = spawnSync('git', ['ls-files', '-z', '--cached'], { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`git ls-files: ${stderr}`)
  return stdout.split('\0').filter((path) => path !== '')
}

/** Copies all but dist/, and links the packages: a build writes dist/ whole, from nothing. */
export function copyTracked({ root, folder, files }: { root: string; folder: string; files: readonly string[] }): void {
  for (const [index, path] of files.entries()) {
    if (path.startsWith('dist/')) continue
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    cpSync(join(root, path), join(folder, path), { verbatimSymlinks: true })
    utimesSync(join(folder, path), index, index)
  }
  mkdirSync(join(folder, 'dist'), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
}

/** A module that has Node believe in another host and another day. */
const elsewhere = ({ host, days }: Place) => `
import os from 'node:os'
import { syncBuiltinESMExports } from 'node:module'
os.hostname = () => ${JSON.stringify(host)}
syncBuiltinESMExports()
const Real = Date
const now = () => Real.now() + ${days * 86_400_000}
globalThis.Date = class Date extends Real {
  constructor(...parts) { if (parts.length === 0) super(now()); else super(...parts) }
  static now() { return now() }
}
`

/** Generates every derived file in a copy, with nothing of this process's environment but the way to programs. */
export function generateIn(folder: string, place: Place): void {
  const preload = join(folder, '..', 'elsewhere.mjs')
  writeFileSync(preload, elsewhere(place))
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'scripts/generate.ts'], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      SystemRoot: process.env['SystemRoot'],
      HOME: dirname(folder),
      NODE_OPTIONS: `--import=${pathToFileURL(preload).href}`,
      ...place.env,
    },
  })
  if (status !== 0) throw new Error(`${place.name}: generate ended with ${status}\n${stdout}${stderr}`)
}
