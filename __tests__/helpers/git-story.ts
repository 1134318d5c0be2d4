import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runGit, temporaryFolder } from './git-repository.js'

/** A commit of a story, told in order of time. */
export interface Told {
  /** How other commits and refs name it. */
  readonly mark: number
  readonly parents?: readonly number[]
  /** `Name <address>`; Ada if not said. */
  readonly author?: string
  readonly committer?: string
  /** ISO time of the commit, and of its writing if that differs. */
  readonly at: string
  readonly authoredAt?: string
  readonly message: string
  /** Path → number of lines that the file has afterwards. */
  readonly files?: Readonly<Record<string, number>>
}

export interface Story {
  readonly commits: readonly Told[]
  /** Ref in full → mark. */
  readonly refs: Readonly<Record<string, number>>
  /** Annotated tags: name → mark and ISO time. */
  readonly tags?: Readonly<Record<string, { readonly mark: number; readonly at: string }>>
}

const ADA = 'Ada Example <ada@example.com>'

/** A repository that holds the story, and the ids of its commits by mark. Told to git in one go, by fast-import. */
export function tellGit({ commits, refs, tags = {} }: Story): { root: string; ids: ReadonlyMap<number, string> } {
  const root = temporaryFolder()
  runGit(root, 'init', '-q', '-b', 'main')
  const stream = [
    ...commits.map(commitText),
    ...Object.entries(refs).map(([ref, mark]) => `reset ${ref}\nfrom :${mark}\n\n`),
    ...Object.entries(tags).map(
      ([name, { mark, at }]) => `tag ${name}\nfrom :${mark}\ntagger ${ADA} ${seconds(at)} +0000\ndata 0\n\n`,
    ),
  ].join('')
  const marks = join(root, '.git', 'marks')
  execFileSync('git', ['fast-import', '--quiet', `--export-marks=${marks}`], { cwd: root, input: stream })
  const lines = readFileSync(marks, 'utf8').trim().split('\n')
  return { root, ids: new Map(lines.map((line) => [Number(line.slice(1).split(' ')[0]), line.split(' ')[1] ?? ''])) }
}

/** A clone of the story with all branches as those of the remote `origin`; `args` are options of `git clone`. */
export function cloneStory(story: Story, ...args: string[]): { root: string; ids: ReadonlyMap<number, string> } {
  const { root: origin, ids } = tellGit(story)
  const folder = temporaryFolder()
  runGit(folder, 'clone', '-q', ...args, `file://${origin}`, 'clone')
  return { root: join(folder, 'clone'), ids }
}

function commitText({
  mark,
  parents = [],
  author = ADA,
  committer,
  at,
  authoredAt = at,
  message,
  files = {},
}: Told): string {
  const [first, ...others] = parents
  return [
    // A branch of its own for each, so that none follows another unless it says so.
    `commit refs/story/${mark}`,
    `mark :${mark}`,
    `author ${author} ${seconds(authoredAt)} +0000`,
    `committer ${committer ?? author} ${seconds(at)} +0000`,
    data(message),
    ...(first === undefined ? [] : [`from :${first}`]),
    ...others.map((each) => `merge :${each}`),
    ...Object.entries(files).map(([path, lines]) => `M 100644 inline ${path}\n${data(linesOf(path, lines))}`),
    '',
    '',
  ].join('\n')
}

function linesOf(path: string, count: number): string {
  return Array.from({ length: count }, (_, index) => `${path} ${index}\n`).join('')
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`
}

function seconds(iso: string): number {
  return Date.parse(iso) / 1000
}
