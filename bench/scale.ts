/**
 * `npm run bench:scale [-- folder]` lints 250, 500 and 1,000 workflow files in one process each, made by repeating those of
 * a folder (of every repository of a corpus beside this project, or else of the example), and prints the processor
 * time per file and how it grows: linear time keeps it the same. Other work on the machine hardly changes it.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import fg from 'fast-glob'

const COUNTS = [250, 500, 1_000]
const ROUNDS = 3
/** A module that says at the end how many microseconds of processor time the process took. */
const REPORT_USAGE =
  'data:text/javascript,process.on("exit",()=>{const{user,system}=process.cpuUsage();console.error("cpu "+(user+system))})'
const CORPUS = '../shared/corpus'

const [folder = existsSync(CORPUS) ? CORPUS : 'examples/storefront'] = process.argv.slice(2)
const sources = fg
  .sync('**/.github/workflows/*.{yml,yaml}', { cwd: folder, dot: true, absolute: true })
  .sort()
  .map((path) => readFileSync(path, 'utf8'))
if (sources.length === 0) throw new Error(`${folder} holds no workflow`)

const scratch = mkdtempSync(join(tmpdir(), 'pillarlint-scale-'))
try {
  const perFile = COUNTS.map((count) => {
    const root = join(scratch, String(count))
    const workflows = join(root, '.github', 'workflows')
    mkdirSync(workflows, { recursive: true })
    for (let index = 0; index < count; index++) {
      writeFileSync(join(workflows, `${index}.yml`), sources[index % sources.length] ?? '')
    }
    const times = Array.from({ length: ROUNDS }, () => lint(root)).sort((a, b) => a - b)
    const each = (times[Math.floor(ROUNDS / 2)] ?? NaN) / count
    console.log(`${String(count).padStart(5)} workflows: ${each.toFixed(2)} ms a file`)
    return each
  })
  const growth = (perFile.at(-1) ?? NaN) / (perFile[0] ?? NaN)
  console.log(`time per file at ${COUNTS.at(-1)} against ${COUNTS[0]}: ${growth.toFixed(2)} (1 is linear)`)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

/** Milliseconds of processor time of the whole process. */
function lint(root: string): number {
  const args = ['--import', REPORT_USAGE, resolve('dist/cli.js'), root, '--offline', '--quiet']
  const { error, status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (error !== undefined) throw error
  if (status === 2) throw new Error(`the run could not be trusted: ${stderr}`)
  return Number(/^cpu (\d+)$/m.exec(stderr)?.[1] ?? NaN) / 1_000
}
