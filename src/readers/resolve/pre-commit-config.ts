import { entriesOf, itemsOf, scalarAt, valueAt } from '../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../yaml/node.js'
import type { Tree } from './tree.js'

/** Where pre-commit looks for its configuration: in no other folder than the root. */
export const PRE_COMMIT_CONFIG = '.pre-commit-config.yaml'

/** A hook as `.pre-commit-config.yaml` lists it (pre-commit documentation: pre-commit configuration). */
export interface Hook {
  readonly id: YamlScalar
  readonly alias: string | undefined
  /** The repository that the hook comes from. */
  readonly repo: YamlScalar
  /** The command, where the configuration itself says it: always for `repo: local`. */
  readonly entry: YamlScalar | undefined
  readonly language: string | undefined
  readonly args: readonly string[]
  /** The stages that it runs in; undefined means all, as far as this file says. */
  readonly stages: readonly string[] | undefined
}

/** Hooks beyond this number are left out. */
const MAX_HOOKS = 300

/** The hooks of a configuration file in order; undefined if the file is not there or is no mapping. */
export function readHooks(tree: Tree, path: string): readonly Hook[] | undefined {
  return tree.kept('pre-commit', path, () => {
    const root = tree.yaml(path)?.documents[0]
    if (root?.kind !== 'mapping') return undefined
    const usual = stagesIn(valueAt(root, 'default_stages'))
    return itemsOf(valueAt(root, 'repos'))
      .flatMap((item) => hooksOf(item, usual))
      .slice(0, MAX_HOOKS)
  })
}

function hooksOf(item: YamlNode, usual: Hook['stages']): Hook[] {
  const repo = scalarAt(item, 'repo')
  if (repo === undefined) return []
  return itemsOf(valueAt(item, 'hooks')).flatMap((node): Hook[] => {
    const id = scalarAt(node, 'id')
    if (id === undefined) return []
    return [
      {
        id,
        alias: scalarAt(node, 'alias')?.text,
        repo,
        entry: scalarAt(node, 'entry'),
        language: scalarAt(node, 'language')?.text,
        args: textsIn(valueAt(node, 'args')),
        stages: stagesIn(valueAt(node, 'stages')) ?? usual,
      },
    ]
  })
}

function textsIn(node: YamlNode | undefined): string[] {
  return itemsOf(node).flatMap((item) => (item.kind === 'scalar' ? [item.text] : []))
}

function stagesIn(node: YamlNode | undefined): string[] | undefined {
  const names = textsIn(node)
  return names.length === 0 ? undefined : names.map(stageOf)
}

/** `commit`, `push` and `merge-commit` are old names (pre-commit documentation: Confining hooks to run at certain stages). */
export function stageOf(name: string): string {
  return ['commit', 'push', 'merge-commit'].includes(name) ? `pre-${name}` : name
}

/** The hooks that `ci: {skip: …}` takes out of the runs of pre-commit.ci; undefined without a `ci` section. */
export function skippedByService(root: YamlNode | undefined): readonly string[] | undefined {
  const section = entriesOf(root).find(({ key }) => key.text === 'ci')?.value
  return section === undefined ? undefined : textsIn(valueAt(section, 'skip'))
}
