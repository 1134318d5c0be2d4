/** Real repositories beside this project, where there are any, and what is made from them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Tree } from './sources.js'

const CORPUS = '../shared/corpus'
const EXAMPLE = 'examples/storefront'
const WORKFLOW = /^\.github\/workflows\/([^/]+\.ya?ml)$/

/** Name → folder of each real repository, sorted. */
export function realRepositories(): ReadonlyMap<string, string> {
  if (!existsSync(CORPUS)) return new Map()
  const folders = readdirSync(CORPUS, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('_'),
  )
  return new Map(folders.map(({ name }): [string, string] => [name, join(CORPUS, name)]).sort())
}

/**
 * Several repositories as one: each in a folder of its name, but its workflows, which GitHub takes from the root alone,
 * in that of the root.
 */
export function joined(repositories: ReadonlyMap<string, string>): Tree {
  const tree = new Map<string, string | Uint8Array>()
  for (const [name, root] of repositories) {
    for (const path of filesBelow(root)) {
      const workflow = WORKFLOW.exec(path)?.[1]
      const to = workflow === undefined ? `${name}/${path}` : `.github/workflows/${name}--${workflow}`
      tree.set(to, readFileSync(join(root, path)))
    }
  }
  return tree
}

/** The workflows alone of what is joined. */
export function workflowsOf(repositories: ReadonlyMap<string, string>): Tree {
  return new Map([...joined(repositories)].filter(([path]) => WORKFLOW.test(path)))
}

/**
 * `count` workflow files in the shapes of real ones (of the example's, where there are none): all of them in turn, again
 * and again, each with a name of its own, so that no two are the same text.
 */
export function workflows(count: number, repositories = realRepositories()): Tree {
  const sources = repositories.size > 0 ? repositories : new Map([['storefront', EXAMPLE]])
  const shapes = [...workflowsOf(sources).values()].map((bytes) => Buffer.from(bytes).toString('utf8'))
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const shape = shapes[index % shapes.length] ?? ''
      return [`.github/workflows/workflow-${index}.yml`, `# Workflow ${index}\n${renamed(shape, index)}`]
    }),
  )
}

/** With another number behind the name of the workflow, if it has one. */
function renamed(text: string, index: number): string {
  return text.replace(/^name: *(\w[\w ]*)$/m, (_, name: string) => `name: ${name.trim()} ${index}`)
}

/** Paths of all files, with `/`, sorted; without those of git. */
export function filesBelow(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('.git/'))
    .sort()
}
