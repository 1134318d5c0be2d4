import type { ActionRef, Pipeline, Settings } from '../../../../src/models/index.js'
import { NO_SETTINGS } from '../../../../src/models/settings.js'
import type { Defect } from '../../../../src/readers/context.js'
import { readGithubActions } from '../../../../src/readers/pipelines/github-actions/index.js'
import type { Resolver, Script } from '../../../../src/readers/resolve/types.js'
import type { Files } from '../../../../src/snapshot/snapshot.js'

/** A tree in memory. */
export function filesOf(tree: Readonly<Record<string, string>>): Files {
  const texts = new Map(Object.entries(tree))
  return {
    paths: [...texts.keys()].sort(),
    has: (path) => texts.has(path),
    text: (path) => texts.get(path),
    readCount: 0,
    unread: [],
  }
}

/**
 * A resolver that takes each line of a script for one command and each action for an opaque one, and keeps what it
 * was asked.
 */
export function fakeResolver(): Resolver & { readonly scripts: Script[]; readonly actions: ActionRef[] } {
  const scripts: Script[] = []
  const actions: ActionRef[] = []
  return {
    scripts,
    actions,
    script(script) {
      scripts.push(script)
      let offset = 0
      const commands = script.text.split('\n').flatMap((line) => {
        const { line: row, column } = script.place(offset)
        offset += line.length + 1
        if (line.trim() === '') return []
        const words = line.trim().split(/\s+/)
        return {
          argv: words.map((text) => ({ text, literal: !text.includes('$') })),
          env: new Map<string, string>(),
          conditional: false,
          directory: script.directory,
          at: { file: script.file, line: row, column, endLine: row, endColumn: column, route: script.route },
          because: script.because,
        }
      })
      const [first] = commands
      const intents = first && [
        { kind: 'build' as const, tool: 'fake', covers: [], command: first, at: first.at, because: first.because },
      ]
      return { commands, intents: intents ?? [], opaque: [] }
    },
    action(ref, _inputs, at, because) {
      actions.push(ref)
      return { commands: [], intents: [], opaque: [{ what: ref.text, reason: 'unknown-action', at, because }] }
    },
  }
}

export interface ReadTree {
  readonly pipelines: readonly Pipeline[]
  readonly defects: readonly Defect[]
  readonly resolver: ReturnType<typeof fakeResolver>
}

/** Reads a tree with the fake resolver. */
export function readTree(tree: Readonly<Record<string, string>>, settings: Settings = NO_SETTINGS): ReadTree {
  const defects: Defect[] = []
  const resolver = fakeResolver()
  const context = {
    files: filesOf(tree),
    settings,
    defect: (each: Defect) => void defects.push(each),
    unread: () => {},
  }
  const infrastructure = (): never => {
    throw new Error('GitHub Actions defines no pipeline in infrastructure as code')
  }
  return {
    pipelines: readGithubActions({ context, resolver, infrastructure, isExcluded: () => false }),
    defects,
    resolver,
  }
}

/** Reads one workflow, `.github/workflows/ci.yml`, beside other files. */
export function readWorkflowText(
  text: string,
  more: Readonly<Record<string, string>> = {},
): ReadTree & { ci: Pipeline } {
  const result = readTree({ ...more, '.github/workflows/ci.yml': text })
  const ci = result.pipelines.find(({ file }) => file === '.github/workflows/ci.yml')
  if (ci === undefined) throw new Error('no pipeline')
  return { ...result, ci }
}
