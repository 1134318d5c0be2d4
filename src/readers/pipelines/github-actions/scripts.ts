import type { Located } from '../../../core/location.js'
import { spansOf } from '../../../models/expression.js'
import type { Script } from '../../resolve/types.js'
import { placeIn } from '../../yaml/navigate.js'
import type { YamlScalar } from '../../yaml/node.js'
import { PartialMap } from './data.js'
import type { Contexts } from './expressions.js'
import { joinedPath, normalizedPath } from './paths.js'
import type { StepScope } from './scope.js'
import { shellOf } from './shell.js'
import { replaceAll } from '../replace.js'
import { replacementsIn, substitute } from './template.js'
import { relativePath } from './workspace.js'

/** Variables of the runner that stand for a folder of the repository. */
const FOLDER_VARIABLE = /\$(?:\{|env:|Env:|ENV:)?(GITHUB_ACTION_PATH|GITHUB_WORKSPACE)\b\}?/g

/** The script of a `run` key, with everything substituted that is known before the run. */
export function scriptOf(
  run: YamlScalar,
  shell: string | undefined,
  workingDirectory: Located<string> | undefined,
  scope: StepScope,
): Script {
  const directory = directoryOf(workingDirectory?.value ?? scope.defaults.directory, scope)
  const spans = spansOf(run.text)
  const folders = foldersSeenFrom(directory, scope)
  const expressions = replacementsIn(spans, withFolders(scope.contexts, folders))
  const variables = [...run.text.matchAll(FOLDER_VARIABLE)].flatMap(({ 0: match, 1: name = '', index }) => {
    const value = folders.get(name === 'GITHUB_WORKSPACE' ? 'workspace' : 'action_path')
    const inside = spans.some(({ start, end }) => index >= start && index < end)
    return value === undefined || inside ? [] : [{ start: index, end: index + match.length, value }]
  })
  const replacements = [...expressions, ...variables].sort((a, b) => a.start - b.start)
  const { text, original } = replaceAll(run.text, replacements)
  const interpreter = shellOf(shell ?? scope.defaults.shell, scope.windows)
  const { file, route } = run.at
  // Actions and workflows that are called are called again, mostly with the same inputs.
  const isCalled = scope.because.length > 0
  const start = run.text.length - run.text.trimStart().length
  return {
    text,
    place: (offset) => placeIn(run, original(offset)),
    file,
    route,
    ...interpreter,
    directory,
    env: scope.env,
    ...(isCalled && { same: JSON.stringify([file, route, replacements, interpreter, directory, [...scope.env]]) }),
    because: [...scope.because, { file, line: placeIn(run, start).line, text: firstLine(run.text.slice(start)) }],
  }
}

/** The folder of the repository in which a step runs, or undefined if it cannot be told. */
function directoryOf(written: string | undefined, scope: StepScope): string | undefined {
  if (written === undefined) return scope.workspace.locate('.')
  const path = substitute(written.trim(), scope.contexts).text
  const atAction = afterExpression(path, 'github.action_path')
  if (atAction !== undefined) {
    const below = normalizedPath(atAction)
    return below === undefined || scope.actionFolder === undefined ? undefined : joinedPath(scope.actionFolder, below)
  }
  return scope.workspace.locate(normalizedPath(afterExpression(path, 'github.workspace') ?? path))
}

/** What follows the expression at the start of a path, as a relative path. */
function afterExpression(path: string, expression: string): string | undefined {
  const [span] = spansOf(path)
  return span?.start === 0 && span.expression.trim() === expression ? `./${path.slice(span.end)}` : undefined
}

function foldersSeenFrom(directory: string | undefined, scope: StepScope): ReadonlyMap<string, string> {
  const folders = new Map<string, string>()
  if (directory === undefined) return folders
  const root = scope.workspace.locate('.')
  if (root !== undefined) folders.set('workspace', relativePath(directory, root))
  if (scope.actionFolder !== undefined) folders.set('action_path', relativePath(directory, scope.actionFolder))
  return folders
}

function withFolders(contexts: Contexts, folders: ReadonlyMap<string, string>): Contexts {
  return new Map([...contexts, ['github', new PartialMap(folders)]])
}

function firstLine(text: string): string {
  const end = text.indexOf('\n')
  return (end < 0 ? text : text.slice(0, end)).trim()
}
