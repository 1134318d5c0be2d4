/** Pillarlint, and what it is held against that every machine with Node and git has. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Contestant } from './contestant.js'

/** The Node that runs Pillarlint, and bare: `PILLARLINT_TEST_NODE=/path/to/node npm run bench`, or the one that runs the benchmark. */
const NODE = process.env['PILLARLINT_TEST_NODE'] ?? process.execPath

/** Its version, as in `20.1.0`. */
export function nodeVersion(): string {
  return execFileSync(NODE, ['--version'], { encoding: 'utf8' }).trim().replace(/^v/, '')
}

/** The start of Node alone: a file that holds nothing, run. */
export function bareNode(scratch: string): Contestant {
  const empty = join(scratch, 'empty.mjs')
  writeFileSync(empty, '')
  return {
    name: 'bare Node',
    command: ({ root }) => ({ file: NODE, args: [empty], cwd: root, statuses: [0] }),
  }
}

/** The built command line, with its report for people. */
export const pillarlint: Contestant = {
  name: 'Pillarlint',
  looksAt: ['**'],
  command: ({ root }) => ({
    file: NODE,
    args: [resolve('dist/cli.js'), root, '--offline'],
    cwd: root,
    statuses: [0, 1],
  }),
}

/** The paths of the index, which git only has to print. */
export const gitIndex: Contestant = {
  name: 'git ls-files',
  looksAt: ['**'],
  command: ({ root }) => ({ file: 'git', args: ['ls-files'], cwd: root, statuses: [0] }),
}

/** Every file that is not ignored, which git has to look for on disk: what a linter of the work tree has to know. */
export const gitFiles: Contestant = {
  name: 'git ls-files, untracked too',
  looksAt: ['**'],
  command: ({ root }) => ({
    file: 'git',
    args: ['ls-files', '--cached', '--others', '--exclude-standard'],
    cwd: root,
    statuses: [0],
  }),
}

/** The files on disk, whatever git says of them. */
export const find: Contestant = {
  name: 'find',
  looksAt: ['**'],
  command: ({ root }) => ({ file: 'find', args: ['.', '-type', 'f'], cwd: root, statuses: [0] }),
}
