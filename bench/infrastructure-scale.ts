/**
 * `npm run bench:infrastructure` lints made repositories of 2,000 Terraform files, of 3,000 Kubernetes manifests, and of
 * both, and a quarter of each, in one process each, and prints processor time per megabyte of source, how that grows
 * (linear time keeps it the same), and the most memory that a process held. Ends with an error if memory passes its limit.
 * `npm run bench:infrastructure -- folder` keeps the repositories there, to look at them or to profile the command line.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { treeOf, type Recipe } from './made/sources.js'

const RECIPES: readonly Recipe[] = [
  { name: '2,000 Terraform files', terraform: 2_000, kubernetes: 0 },
  { name: '3,000 Kubernetes manifests', terraform: 0, kubernetes: 3_000 },
  { name: 'both', terraform: 2_000, kubernetes: 3_000 },
]
const ROUNDS = 3
/** MiB that a process may hold at most. */
const MEMORY_LIMIT = 256
/** MiB of old objects that V8 may hold before it collects garbage in earnest: what is needed counts, not what is left over. */
const HEAP_LIMIT = 160
/** A module that says at the end what the process took: microseconds of processor time, and KiB of memory. */
const REPORT_USAGE =
  'data:text/javascript,process.on("exit",()=>{const{userCPUTime:u,systemCPUTime:s,maxRSS:m}=process.resourceUsage();console.error("used "+(u+s)+" "+m)})'

interface Usage {
  readonly milliseconds: number
  readonly mebibytes: number
}

const kept = process.argv[2]
const scratch = kept === undefined ? mkdtempSync(join(tmpdir(), 'pillarlint-scale-')) : resolve(kept)
try {
  const empty = lint(write('empty', new Map()))
  let worst = 0
  for (const { name, terraform, kubernetes } of RECIPES) {
    const quarter = { name: `a quarter of ${name}`, terraform: terraform / 4, kubernetes: kubernetes / 4 }
    const [small, large] = [quarter, { name, terraform, kubernetes }].map((recipe) => measure(recipe, empty))
    if (small === undefined || large === undefined) continue
    worst = Math.max(worst, large.mebibytes)
    console.log(
      `  time per megabyte against a quarter: ${(large.perMegabyte / small.perMegabyte).toFixed(2)} (1 is linear)`,
    )
  }
  if (worst > MEMORY_LIMIT) {
    console.error(`memory passes its limit of ${MEMORY_LIMIT} MiB`)
    process.exitCode = 1
  }
} finally {
  if (kept === undefined) rmSync(scratch, { recursive: true, force: true })
}

/** Time without that of an empty repository, per megabyte. */
function measure(recipe: Recipe, empty: Usage): { perMegabyte: number; mebibytes: number } {
  const tree = treeOf(recipe)
  const megabytes = [...tree.values()].reduce((sum, text) => sum + text.length, 0) / 1e6
  const root = write(recipe.name.replaceAll(/\W+/g, '-'), tree)
  const rounds = Array.from({ length: ROUNDS }, () => lint(root)).sort((a, b) => a.milliseconds - b.milliseconds)
  const milliseconds = (rounds[Math.floor(ROUNDS / 2)]?.milliseconds ?? NaN) - empty.milliseconds
  const mebibytes = Math.max(...rounds.map((round) => round.mebibytes))
  const perMegabyte = milliseconds / megabytes
  console.log(
    `${recipe.name}: ${tree.size} files, ${megabytes.toFixed(2)} MB, ${perMegabyte.toFixed(0)} ms a megabyte, ` +
      `${mebibytes.toFixed(0)} MiB at most`,
  )
  return { perMegabyte, mebibytes }
}

function write(name: string, tree: ReadonlyMap<string, string>): string {
  const root = join(scratch, name)
  mkdirSync(root, { recursive: true })
  for (const [path, text] of tree) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

function lint(root: string): Usage {
  const own = [`--max-old-space-size=${HEAP_LIMIT}`, '--import', REPORT_USAGE]
  const args = [...own, resolve('dist/cli.js'), root, '--offline', '--quiet']
  const { error, status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (error !== undefined) throw error
  if (status === 2 || status === null) throw new Error(`the run could not be trusted: ${stderr}`)
  const [, microseconds, kibibytes] = /^used (\d+) (\d+)$/m.exec(stderr) ?? []
  return { milliseconds: Number(microseconds) / 1_000, mebibytes: Number(kibibytes) / 1_024 }
}
