import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import type { Report } from '../../src/core/report.js'
import { FORMATS, type Format } from '../../src/reporters/formats.js'
import { runGit, temporaryFolder, write } from '../helpers/git-repository.js'

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

/** A module that writes at the end what the process has used: microseconds of processor time, kibibytes of memory. */
const USAGE =
  'data:text/javascript,import{writeFileSync}from"node:fs";process.on("exit",()=>{const{user,system}=process.cpuUsage();' +
  'writeFileSync(process.env.USAGE_FILE,JSON.stringify([user+system,process.resourceUsage().maxRSS]))})'

/** What came of a run of the built command line. */
export interface Linted {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
  /** The report in every form. Empty if the run ended before there was one. */
  readonly outputs: ReadonlyMap<Format, string>
  readonly report: Omit<Report, 'checks'> & {
    readonly checks: readonly { readonly id: string; readonly outcome: string }[]
  }
  /** Seconds of processor time. */
  readonly seconds: number
  readonly mebibytes: number
}

/** Files that have findings, whatever else a repository holds. */
export const GOOD: Readonly<Record<string, string>> = {
  '.github/workflows/good.yml': `name: Good
on:
  push:
    branches: [main]
  pull_request:
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: npm test
  deploy:
    runs-on: ubuntu-latest
    needs: test
    environment: production
    steps:
      - run: kubectl apply -f k8s
`,
  Dockerfile: 'FROM node:latest\nRUN npm ci\nUSER root\n',
  'infra/main.tf': 'resource "aws_s3_bucket" "logs" {\n  bucket = "logs"\n  acl    = "public-read"\n}\n',
}

/** A new repository of {@link GOOD} and `files`, nothing committed. */
export function goodWith(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const root = temporaryFolder()
  runGit(root, 'init', '-q', '-b', 'main')
  write(root, { ...GOOD, ...files })
  return root
}

/** Runs dist/cli.js over `root` as a process, with the report in every form. */
export function lintBuilt(root: string, ...args: string[]): Linted {
  const folder = temporaryFolder()
  const fileOf = (format: Format): string => join(folder, `${format}.out`)
  const outputs = FORMATS.flatMap((format) => ['-o', `${format}=${fileOf(format)}`])
  const usage = join(folder, 'usage')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', USAGE, CLI, root, '--offline', ...outputs, ...args],
    { encoding: 'utf8', maxBuffer: 1e9, env: { PATH: process.env['PATH'], HOME: folder, USAGE_FILE: usage } },
  )
  const [microseconds = NaN, kibibytes = NaN] = JSON.parse(readFileSync(usage, 'utf8')) as number[]
  const written = new Map(
    FORMATS.filter((format) => existsSync(fileOf(format))).map((each) => [each, readFileSync(fileOf(each), 'utf8')]),
  )
  const report = JSON.parse(written.get('json') ?? 'null') as Linted['report']
  return { status, stdout, stderr, outputs: written, report, seconds: microseconds / 1e6, mebibytes: kibibytes / 1024 }
}

/** Why a file could not be read: severity and message of its finding, or what the list of unread files says. */
export function saidOf({ report }: Linted, file: string): { severity: string; text: string } | undefined {
  const finding = report.findings.find(({ check, at }) => check === 'unreadable-file' && at?.file === file)
  const text = finding?.message as unknown
  return finding && { severity: finding.severity, text: typeof text === 'string' ? text : JSON.stringify(text) }
}

/** Findings about {@link GOOD} that `without` has and `linted` has not, although their checks could tell. */
export function lostFindings(linted: Linted, without: Linted): string[] {
  const here = new Set(goodFindings(linted))
  const open = new Set(linted.report.checks.flatMap(({ id, outcome }) => (outcome === 'unknown' ? [id] : [])))
  return goodFindings(without).filter((each) => !here.has(each) && !open.has(each.split(' ', 1)[0] ?? ''))
}

export function goodFindings({ report }: Linted): string[] {
  return report.findings
    .filter(({ at }) => Object.hasOwn(GOOD, at?.file ?? ''))
    .map(({ check, at }) => `${check} ${at?.file}:${at?.line}`)
}
