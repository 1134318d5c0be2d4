import { sourceAt } from './source.js'
import { followCall } from './npm-scripts.js'
import { readOptions } from './options.js'
import { readManifest } from './package-json.js'
import { gap, type Follower, type Gap, type Invocation, type Reach, type Reached } from './reach.js'
import type { Argument } from '../shell/index.js'
import type { Tree } from './tree.js'

const literal = (text: string): Argument => ({ text, literal: true })

/** `run-s`, `run-p`, `npm-run-all`: names of scripts, with `*` and `**` for parts between colons. */
export const followRunAll: Follower = (invocation, tree) => {
  const { operands } = readOptions(invocation.words, new Set(['--max-parallel']))
  const patterns = operands.map(({ word }) => word)
  const dynamic = patterns.find((word) => !word.literal)
  if (dynamic !== undefined) return gap(`package script ${dynamic.text}`, 'dynamic')
  const names = patterns.flatMap(({ text }) => matchingNames(text.split(' ')[0] ?? '', invocation, tree))
  return followCall({ names: names.map(literal), args: [], ifPresent: false }, invocation, tree)
}

/** A name without `*` stands for itself, so that a missing one is noticed. */
function matchingNames(pattern: string, { directory }: Invocation, tree: Tree): string[] {
  if (!pattern.includes('*')) return [pattern]
  const path = directory === undefined ? undefined : tree.find(directory, ['package.json'], true)
  const scripts = path === undefined ? undefined : readManifest(tree, path)?.scripts
  return [...(scripts?.keys() ?? [])].filter((name) => fitsPattern(name.split(':'), pattern.split(':')))
}

function fitsPattern(name: readonly string[], pattern: readonly string[]): boolean {
  for (const [index, part] of pattern.entries()) {
    if (part === '**') return true
    const piece = name[index]
    if (piece === undefined) return false
    if (part !== '*' && part !== piece) return false
  }
  return name.length === pattern.length
}

/** `concurrently "npm:test" "vite build"`: scripts by name, or command lines. */
export const followConcurrently: Follower = (invocation, tree) => {
  const valued = new Set([
    '-n',
    '--names',
    '-c',
    '--prefix-colors',
    '-p',
    '--prefix',
    '-m',
    '--max-processes',
    '-s',
    '--success',
  ])
  const { operands } = readOptions(invocation.words, valued)
  return together(operands.map(({ word }) => commandOrScript(word, invocation, tree)))
}

/** `start-server-and-test start http://localhost:3000 test`: scripts or command lines, and addresses to wait for. */
export const followStartServer: Follower = (invocation, tree) => {
  const { operands } = readOptions(invocation.words, new Set(['--expect']))
  const tasks = operands
    .map(({ word }) => word)
    .filter(({ text }) => !/^(?:https?|tcp|socket|file)[-:]|^:?\d/.test(text))
  return together(tasks.map((word) => commandOrScript(word, invocation, tree)))
}

function commandOrScript(word: Argument, invocation: Invocation, tree: Tree): Reach {
  if (!word.literal) return gap(`command ${word.text}`, 'dynamic')
  const named = /^(?:npm|yarn|pnpm|bun|node|deno):(\S+)/.exec(word.text)?.[1]
  if (named !== undefined || /^[\w:-]+$/.test(word.text)) {
    const names = matchingNames(named ?? word.text, invocation, tree).map(literal)
    const reach = followCall({ names, args: [], ifPresent: false }, invocation, tree)
    if (named !== undefined || reach.gaps.length === 0) return reach
  }
  const script: Reached = {
    text: word.text,
    source: sourceAt(invocation.source, word.offset ?? invocation.command.start),
    key: `text:${word.text}`,
    failFast: false,
    pipefail: false,
    directory: invocation.directory,
  }
  return { scripts: [script], gaps: [] }
}

function together(reaches: readonly Reach[]): Reach {
  const scripts = reaches.flatMap((reach) => reach.scripts)
  const gaps: Gap[] = reaches.flatMap((reach) => reach.gaps)
  return { scripts, gaps }
}

/** `node --run x`. */
export const followNodeRun: Follower = (invocation, tree) => {
  const options = readOptions(invocation.words, new Set(['--run', '-r', '--require', '--import', '--env-file']))
  const name = options.values.get('--run')?.[0]
  if (name === undefined) return undefined
  const args = invocation.words.slice(options.rest)
  return followCall({ names: [name], args, ifPresent: false }, invocation, tree)
}
