/**
 * `npm run bench [-- folder …]` times the whole process of the built command line against the bare start of Node, in
 * turn, and prints the ratio of the medians. Without folders it takes the example, and the repositories with 20 to 60
 * automation files of a corpus beside this project, if there is one. Peers on the PATH (actionlint, zizmor) are timed on
 * the same folders. Ratios of one run can be compared; times of different machines cannot.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import fg from 'fast-glob'

const ROUNDS = 15
const CORPUS = '../shared/corpus'
const AUTOMATION = '**/*.{yml,yaml,tf,hcl,json,toml}'

interface Contestant {
  readonly name: string
  readonly command: string
  readonly args: (folder: string) => readonly string[]
}

/** Milliseconds of one run of the whole process. Exit codes do not matter: findings are not failures here. */
function time({ command, args }: Contestant, folder: string): number {
  const start = performance.now()
  const { error } = spawnSync(command, args(folder), { stdio: 'ignore' })
  if (error !== undefined) throw error
  return performance.now() - start
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

function isInstalled(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined
}

function foldersToTime(): string[] {
  const named = process.argv.slice(2)
  if (named.length > 0) return named
  const corpus = existsSync(CORPUS)
    ? readdirSync(CORPUS, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
        .map(({ name }) => join(CORPUS, name))
        .filter((folder) => isMedium(fg.sync(AUTOMATION, { cwd: folder, dot: true }).length))
    : []
  return ['examples/storefront', ...corpus]
}

function isMedium(files: number): boolean {
  return files >= 20 && files <= 60
}

function contestants(empty: string): readonly [Contestant, ...Contestant[]] {
  const workflows = (folder: string) =>
    fg.sync('.github/workflows/*.{yml,yaml}', { cwd: folder, dot: true, absolute: true })
  const peers: Contestant[] = [
    { name: 'actionlint', command: 'actionlint', args: workflows },
    { name: 'zizmor', command: 'zizmor', args: (folder) => ['--offline', '--quiet', folder] },
  ]
  return [
    { name: 'bare node', command: process.execPath, args: () => [empty] },
    { name: 'pillarlint', command: process.execPath, args: (folder) => [resolve('dist/cli.js'), folder, '--offline'] },
    ...peers.filter(({ command }) => isInstalled(command)),
  ]
}

const scratch = mkdtempSync(join(tmpdir(), 'pillarlint-bench-'))
try {
  const empty = join(scratch, 'empty.mjs')
  writeFileSync(empty, '')
  const all = contestants(empty)
  const [bare] = all
  const ratios = new Map<string, number[]>()
  for (const folder of foldersToTime()) {
    const times = new Map(all.map(({ name }) => [name, [] as number[]]))
    for (const contestant of all) time(contestant, folder)
    for (let round = 0; round < ROUNDS; round++) {
      for (const contestant of all) times.get(contestant.name)?.push(time(contestant, folder))
    }
    const floor = median(times.get(bare.name) ?? [])
    const row = all.map(({ name }) => {
      const ratio = median(times.get(name) ?? []) / floor
      ratios.set(name, [...(ratios.get(name) ?? []), ratio])
      return `${name} ${ratio.toFixed(2)}`
    })
    console.log(`${folder}: ${row.join(', ')} (× bare node)`)
  }
  const summary = [...ratios].map(
    ([name, values]) => `${name} median ${median(values).toFixed(2)}, worst ${Math.max(...values).toFixed(2)}`,
  )
  console.log(`\nof ${[...ratios.values()][0]?.length ?? 0} folders: ${summary.join('; ')}`)
} finally {
  rmSync(scratch, { recursive: true })
}
