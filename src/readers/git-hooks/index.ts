import { pathsFitting } from '../../core/path-index.js'
import { fileLocation, type Location } from '../../core/location.js'
import type { FileIndex, GitHook, GitHookStage } from '../../models/index.js'
import type { ReaderContext } from '../context.js'
import { ownPaths } from '../project/own-paths.js'
import { placeOf, scriptOf, sourceOf, sourceOfText, type SourceText } from '../pipelines/source-text.js'
import { createResolver } from '../resolve/index.js'
import { readHooks, PRE_COMMIT_CONFIG } from '../resolve/pre-commit-config.js'
import { Tree } from '../resolve/tree.js'
import type { Resolver } from '../resolve/types.js'
import { yamlOf } from '../yaml/cache.js'
import { entriesOf, itemsOf, valueAt } from '../yaml/navigate.js'
import type { YamlNode } from '../yaml/node.js'

const STAGES: readonly GitHookStage[] = ['pre-commit', 'pre-push', 'commit-msg']

/** Folders that hold one script for each stage: husky's, those that `core.hooksPath` is set to by custom, cargo-husky's. */
const SCRIPTS =
  /(?:^|\/)(?:\.husky|\.githooks|\.git-hooks|githooks|git-hooks|\.cargo-husky\/hooks|\.hooks|scripts\/git-hooks|scripts\/hooks)\/(pre-commit|pre-push|commit-msg)(?:\.sh)?$/

/** lefthook documentation: Config file name. */
const LEFTHOOK = /^(?:\.config\/)?\.?lefthook\.(?:ya?ml|json)$/

/** Where package.json and files of their own name a command for each stage, with the tool that reads them. */
const NAMED: readonly { readonly tool: string; readonly route: readonly string[] }[] = [
  { tool: 'husky', route: ['husky', 'hooks'] },
  { tool: 'simple-git-hooks', route: ['simple-git-hooks'] },
  { tool: 'yorkie', route: ['gitHooks'] },
  { tool: 'ghooks', route: ['config', 'ghooks'] },
]

/** The hooks of the tree, in order of tool. Hooks that a person sets up alone are in no tree. */
export function readGitHooks(context: ReaderContext, index: FileIndex): GitHook[] {
  const paths = ownPaths(index)
  const reading = { context, resolver: createResolver(context.files, context.settings) }
  return [
    ...preCommit(reading),
    ...pathsFitting(paths, [SCRIPTS]).flatMap((path) => script(reading, path)),
    ...pathsFitting(paths, [LEFTHOOK]).flatMap((path) => lefthook(reading, path)),
    ...pathsFitting(paths, [/(?:^|\/)package\.json$/]).flatMap((path) => inManifest(reading, path)),
    ...pathsFitting(paths, [/(?:^|\/)\.?simple-git-hooks\.json$/]).flatMap((path) =>
      named(reading, 'simple-git-hooks', yamlOf(context, path)?.documents[0]),
    ),
    ...pathsFitting(paths, [/^\.overcommit\.yml$/]).map(overcommit),
  ]
}

interface HookReading {
  readonly context: ReaderContext
  readonly resolver: Resolver
}

/** The hook of a script. The line by which older versions of husky start says nothing. */
function hookOf(
  { resolver }: HookReading,
  stage: GitHookStage,
  tool: string,
  source: SourceText,
  at?: Location,
): GitHook {
  const settings = { shell: 'sh', failFast: true, pipefail: false, directory: '', because: [] }
  return { stage, tool, ...resolver.script(scriptOf(source, settings)), at: at ?? placeOf(source) }
}

/** What the tool is asked to run at a stage, as if its configuration held the command. */
function asked(reading: HookReading, stage: GitHookStage, tool: string, at: Location, text: string): GitHook {
  const place = () => ({ line: at.line, column: at.column })
  return hookOf(reading, stage, tool, { text, file: at.file, route: at.route, place }, at)
}

function preCommit(reading: HookReading): GitHook[] {
  const { files, settings } = reading.context
  if (!files.has(PRE_COMMIT_CONFIG)) return []
  const hooks = readHooks(new Tree(files, settings), PRE_COMMIT_CONFIG) ?? []
  return ([...STAGES, 'manual'] as const).flatMap((stage) => {
    const first = hooks.find(({ stages }) => stages?.includes(stage) ?? stage === 'pre-commit')
    if (first === undefined) return []
    return asked(reading, stage, 'pre-commit', first.id.at, `pre-commit run --hook-stage ${stage}`)
  })
}

function script(reading: HookReading, path: string): GitHook[] {
  const stage = SCRIPTS.exec(path)?.[1] as GitHookStage
  const text = reading.context.files.text(path)
  if (text === undefined) return []
  const value = text.replace(/^.*_\/husky\.sh.*$/m, (line) => ' '.repeat(line.length))
  return [
    hookOf(reading, stage, path.includes('husky') ? 'husky' : 'git', sourceOfText({ value, at: fileLocation(path) })),
  ]
}

function lefthook(reading: HookReading, path: string): GitHook[] {
  return entriesOf(yamlOf(reading.context, path)?.documents[0]).flatMap(({ key }) => {
    const stage = STAGES.find((each) => each === key.text)
    return stage === undefined ? [] : asked(reading, stage, 'lefthook', key.at, `lefthook run ${stage}`)
  })
}

function inManifest(reading: HookReading, path: string): GitHook[] {
  const root = yamlOf(reading.context, path)?.documents[0]
  const list = valueAt(root, 'pre-commit')
  // The package `pre-commit` runs package scripts by their names.
  const names = itemsOf(list).flatMap((each) => (each.kind === 'scalar' ? [each] : []))
  return [
    ...NAMED.flatMap(({ tool, route }) =>
      named(
        reading,
        tool,
        route.reduce<YamlNode | undefined>((node, key) => valueAt(node, key), root),
      ),
    ),
    ...names.map(({ text, at }) => asked(reading, 'pre-commit', 'pre-commit', at, `npm run ${text}`)),
  ]
}

function named(reading: HookReading, tool: string, node: YamlNode | undefined): GitHook[] {
  return entriesOf(node).flatMap(({ key, value }) => {
    const stage = STAGES.find((each) => each === key.text)
    return stage === undefined || value.kind !== 'scalar' ? [] : [hookOf(reading, stage, tool, sourceOf(value))]
  })
}

/** Its hooks have names of their own, which are not read. */
function overcommit(path: string): GitHook {
  const at = fileLocation(path)
  const opaque = [{ what: path, reason: 'unsupported' as const, at, because: [] }]
  return { stage: 'pre-commit', tool: 'overcommit', commands: [], intents: [], opaque, at }
}
