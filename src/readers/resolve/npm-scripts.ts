import { classifyCommand } from '../../lexicon/index.js'
import { pathFrom, type Argument, type Span } from '../shell/index.js'
import { folderOf } from '../paths.js'
import { scriptCall, type ScriptCall } from './package-managers.js'
import { readManifest, type Manifest, type ManifestScript } from './package-json.js'
import { NOWHERE, gap, type Follower, type Gap, type Invocation, type Reach, type Reached } from './reach.js'
import { treePath, type Tree } from './tree.js'
import { unwrap } from './unwrap.js'

/** Packages in which one command is followed. */
const MAX_PACKAGES = 100

/** Follows `npm run x`, `yarn x`, `pnpm -r x` and their like into package.json, `pre` and `post` scripts included. */
export const followPackageManager: Follower = (invocation, tree) => {
  const call = scriptCall(invocation.program, invocation.words)
  return call === undefined ? undefined : followCall(call, invocation, tree)
}

/** Follows a call of scripts by name. */
export function followCall(call: ScriptCall, invocation: Invocation, tree: Tree): Reach {
  const dynamic = call.names.find(({ literal }) => !literal)
  if (dynamic !== undefined) return gap(`package script ${dynamic.text}`, 'dynamic')
  const scripts: Reached[] = []
  const gaps: Gap[] = []
  for (const { text: name } of call.names) {
    const found = packagesFor(call, name, invocation, tree)
    if (found === 'dynamic') {
      gaps.push({ what: `package script ${name} in a folder that cannot be told`, reason: 'dynamic' })
      continue
    }
    for (const manifest of found) scripts.push(...scriptsOf(manifest, name, call.args))
    if (found.length > 0 || call.ifPresent) continue
    if (call.otherwise !== undefined && isProgram(call.otherwise, invocation)) {
      return { ...NOWHERE, instead: call.otherwise }
    }
    gaps.push({ what: `package script ${name}`, reason: 'missing' })
  }
  return { scripts, gaps, ...(call.itself === true && { itself: true }) }
}

/** Whether words that name no script can be a program of the package's dependencies, or a file. */
function isProgram(words: readonly Argument[], { directory }: Invocation): boolean {
  const [first] = words
  if (first === undefined) return false
  if (first.literal && first.text.includes('.') && pathFrom(directory, first.text) !== undefined) return true
  return unwrap(first.text, words, directory) !== undefined || classifyCommand(words) !== undefined
}

/** The packages whose script of that name runs. */
function packagesFor(call: ScriptCall, name: string, invocation: Invocation, tree: Tree): Manifest[] | 'dynamic' {
  const { directory } = invocation
  if (call.packages !== undefined && directory !== undefined)
    return selected(members(name, directory, tree), call.packages)
  const folder = call.folder === undefined ? directory : treePath(call.folder, directory)
  // Not even a script that only one package has: the folder may hold another repository.
  if (folder === undefined) return 'dynamic'
  const path = tree.find(folder, ['package.json'], call.folder === undefined)
  const manifest = path === undefined ? undefined : readManifest(tree, path)
  return manifest?.scripts.has(name) === true ? [manifest] : []
}

function withScript(name: string, tree: Tree): Manifest[] {
  return tree
    .named('package.json')
    .flatMap((path) => readManifest(tree, path) ?? [])
    .filter(({ scripts }) => scripts.has(name))
}

/** The packages with the script below the workspace's root; the root itself is left out (pnpm docs: Recursive commands). */
function members(name: string, directory: string, tree: Tree): Manifest[] {
  const path = tree.find(directory, ['package.json'], true)
  const root = path === undefined ? '' : folderOf(path)
  const below = root === '' ? '' : `${root}/`
  return withScript(name, tree).filter((manifest) => manifest.path !== path && manifest.folder.startsWith(below))
}

/** The packages that the filters name; all of them where a filter says more than a name or a folder. */
function selected(all: readonly Manifest[], filters: readonly Argument[]): Manifest[] {
  const exact = filters.every(({ text, literal }) => literal && /^[\w@./-]+$/.test(text) && !text.includes('...'))
  if (filters.length === 0 || !exact) return all.slice(0, MAX_PACKAGES)
  const folders = new Set(filters.map(({ text }) => pathFrom('', text)))
  const names = new Set(filters.map(({ text }) => text))
  return all.filter(({ folder, name }) => names.has(name ?? '') || folders.has(folder)).slice(0, MAX_PACKAGES)
}

/** The script with its `pre` and `post` script (npm docs: scripts, Pre & Post Scripts). */
function scriptsOf(manifest: Manifest, name: string, args: readonly Argument[]): Reached[] {
  return [`pre${name}`, name, `post${name}`].flatMap((each) =>
    (manifest.scripts.get(each) ?? []).map((script) =>
      manifestScript(manifest, each, script, each === name ? args : []),
    ),
  )
}

/** One command line of a manifest as a text to run, with the arguments put behind it. */
export function manifestScript(
  manifest: Manifest,
  name: string,
  script: ManifestScript,
  args: readonly Argument[] = [],
): Reached {
  const { text, known } = withArguments(script.text, args)
  return {
    text,
    known,
    source: script.source,
    key: `${manifest.path}#${name}`,
    failFast: false,
    pipefail: false,
    directory: manifest.folder,
    scriptFolder: manifest.folder,
  }
}

/** A command line with more words behind it, quoted where needed; what is not literal becomes a known stretch. */
export function withArguments(line: string, args: readonly Argument[]): { text: string; known: Span[] } {
  let text = line
  const known: Span[] = []
  for (const { text: arg, literal } of args) {
    text += ' '
    const start = text.length
    text += !literal || /^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`
    if (!literal) known.push({ start, end: text.length })
  }
  return { text, known }
}
