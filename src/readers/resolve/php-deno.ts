import { manifestScript } from './npm-scripts.js'
import { readOptions, valueOf } from './options.js'
import { readManifest, type Manifest } from './package-json.js'
import { gap, type Follower, type Reach, type Reached } from './reach.js'
import type { Argument } from '../shell/index.js'
import { treePath } from './tree.js'

const COMPOSER_OWN: ReadonlySet<string> = new Set(
  `about archive audit browse bump check-platform-reqs clear-cache clearcache cc completion config create-project depends diagnose dump-autoload dumpautoload
  exec fund global help home info init install i licenses list outdated prohibits reinstall remove rm require r search self-update selfupdate show status
  suggests update u upgrade validate why why-not`.split(/\s+/),
)
const MAX_NESTING = 5

/** `composer run-script x` and `composer x`. */
export const followComposer: Follower = (invocation, tree) => {
  const options = readOptions(invocation.words, new Set(['-d', '--working-dir', '--timeout']))
  const [first, second] = options.operands.map(({ word }) => word)
  if (first?.literal !== true) return undefined
  const runs = first.text === 'run-script' || first.text === 'run'
  const name = runs ? second : first
  if (name === undefined || (!runs && COMPOSER_OWN.has(first.text))) return undefined
  const folderOption = valueOf(options, ['-d', '--working-dir'])
  const folder = folderOption === undefined ? invocation.directory : treePath(folderOption, invocation.directory)
  const path = folder === undefined ? undefined : tree.find(folder, ['composer.json'], true)
  const manifest = path === undefined ? undefined : readManifest(tree, path)
  if (!name.literal) return gap(`composer script ${name.text}`, 'dynamic')
  if (manifest?.scripts.has(name.text) !== true) return gap(`composer script ${name.text}`, 'missing')
  return composerScript(manifest, name.text, invocation.words.slice(options.rest), [])
}

/** Lines that start with `@` name a script or a program; PHP callbacks cannot be followed (Composer docs: Scripts). */
function composerScript(manifest: Manifest, name: string, args: readonly Argument[], around: readonly string[]): Reach {
  const scripts: Reached[] = []
  const gaps: Reach['gaps'][number][] = []
  for (const script of manifest.scripts.get(name) ?? []) {
    const [first = '', ...rest] = script.text.trim().split(/\s+/)
    if (/^[\w\\]+::\w+$/.test(first)) gaps.push({ what: `PHP callback ${first}`, reason: 'unsupported' })
    else if (first === '@putenv' || first.startsWith('@no_additional')) continue
    else if (/^@(?:php|composer)$/.test(first)) {
      scripts.push(manifestScript(manifest, name, { ...script, text: [first.slice(1), ...rest].join(' ') }, args))
    } else if (first.startsWith('@') && manifest.scripts.has(first.slice(1))) {
      const inner = first.slice(1)
      if (inner === name || around.includes(inner) || around.length >= MAX_NESTING) continue
      const nested = composerScript(manifest, inner, args, [...around, name])
      scripts.push(...nested.scripts)
      gaps.push(...nested.gaps)
    } else scripts.push(manifestScript(manifest, name, script, args))
  }
  return { scripts, gaps }
}

/** `deno task x`. */
export const followDeno: Follower = (invocation, tree) => {
  const options = readOptions(invocation.words, new Set(['--config', '-c', '--cwd']), 2)
  const [sub, name] = options.operands.map(({ word }) => word)
  if (sub?.text !== 'task' || name === undefined) return undefined
  if (!name.literal) return gap(`deno task ${name.text}`, 'dynamic')
  const { directory } = invocation
  const args = invocation.words.slice((options.operands[1]?.index ?? 0) + 1)
  for (const [file, key] of [
    ['deno.json', 'tasks'],
    ['deno.jsonc', 'tasks'],
    ['package.json', 'scripts'],
  ] as const) {
    const path = directory === undefined ? undefined : tree.find(directory, [file], true)
    const manifest = path === undefined ? undefined : readManifest(tree, path, key)
    const scripts = manifest?.scripts.get(name.text)
    if (manifest === undefined || scripts === undefined) continue
    return { scripts: scripts.map((script) => manifestScript(manifest, name.text, script, args)), gaps: [] }
  }
  return gap(`deno task ${name.text}`, 'missing')
}
