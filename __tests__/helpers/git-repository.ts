import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from '@jest/globals'

const folders: string[] = []

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A new empty folder that is removed when the tests of the file have run. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'pillarlint-')))
  folders.push(folder)
  return folder
}

/** Writes files below `root`, and their folders. */
export function write(root: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
}

/** Makes symbolic links: path → target as written. */
export function link(root: string, links: Readonly<Record<string, string>>): void {
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    symlinkSync(target, join(root, path))
  }
}

/** Runs git in `root` as a fixed person, untouched by the configuration of whoever runs the tests. */
export function runGit(root: string, ...args: string[]): string {
  return execFileSync('git', ['-c', 'protocol.file.allow=always', '-c', 'commit.gpgSign=false', ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: root,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Ada Example',
      GIT_AUTHOR_EMAIL: 'ada@example.com',
      GIT_COMMITTER_NAME: 'Ada Example',
      GIT_COMMITTER_EMAIL: 'ada@example.com',
      GIT_AUTHOR_DATE: '2026-03-01T12:00:00Z',
      GIT_COMMITTER_DATE: '2026-03-01T12:00:00Z',
    },
  }).trim()
}

/** A new git repository whose first commit holds `files`. */
export function repository(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const root = temporaryFolder()
  runGit(root, 'init', '-q', '-b', 'main')
  write(root, files)
  commit(root)
  return root
}

/** Commits everything that is not ignored and returns the commit's id. */
export function commit(root: string, message = 'Change', ...options: string[]): string {
  runGit(root, 'add', '-A')
  runGit(root, 'commit', '-q', '--allow-empty', '-m', message, ...options)
  return runGit(root, 'rev-parse', 'HEAD')
}
