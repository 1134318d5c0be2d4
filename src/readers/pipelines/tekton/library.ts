import { scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import type { ManifestObject } from '../manifests.js'
import { folderPrefix } from '../../paths.js'

/** The tasks and pipelines of the tree, to be found by their names. */
export class Library {
  readonly #objects: readonly ManifestObject[]

  constructor(objects: readonly ManifestObject[]) {
    this.#objects = objects
  }

  /** The object of this kind and name: beside who asks for it, or the only one. */
  find(kinds: readonly string[], name: string, from: string): ManifestObject | undefined {
    const named = this.#objects.filter((each) => kinds.includes(each.kind) && each.name === name)
    const folder = folderPrefix(from)
    return (
      named.find(({ file }) => file === from) ??
      named.find(({ file }) => folderPrefix(file) === folder) ??
      (named.length === 1 ? named[0] : undefined)
    )
  }
}

/** Something that a reference names: of the tree, or elsewhere. */
export interface Reference {
  /** Name of the task or pipeline. */
  readonly name: string
  readonly kind: string
  /** Where it comes from, if it is not the cluster: `hub`, `git`, `bundles` … */
  readonly resolver?: string
  /** Version, commit or digest. */
  readonly ref?: string
  /** What people would call it: `git-clone 0.9 of hub`. */
  readonly text: string
  /** True where the content cannot change: a digest, a commit, a version of a catalog. */
  readonly pinned: boolean
}

const COMMIT = /^[0-9a-f]{40}$/
const VERSION = /^v?\d+\.\d+(?:\.\d+)?(?:[-+][\w.]+)?$/

/** Reads `taskRef` or `pipelineRef` (Tekton docs: Remote resolution; Bundles resolver, Git resolver, Hub resolver). */
export function readReference(node: YamlNode | undefined, fallback: string): Reference | undefined {
  if (node === undefined) return undefined
  const kind = scalarAt(node, 'kind')?.text ?? fallback
  const bundle = scalarAt(node, 'bundle')?.text
  const resolver = scalarAt(node, 'resolver')?.text ?? (bundle === undefined ? undefined : 'bundles')
  const own = scalarAt(node, 'name')?.text
  if (resolver === undefined || resolver === 'cluster') {
    const name = own ?? paramOf(node, 'name') ?? ''
    return name === '' ? undefined : { name, kind, text: name, pinned: false }
  }
  return remoteReference(node, { kind, resolver, bundle, own })
}

function remoteReference(
  node: YamlNode,
  {
    kind,
    resolver,
    bundle,
    own,
  }: { kind: string; resolver: string; bundle: string | undefined; own: string | undefined },
): Reference {
  const path = paramOf(node, 'pathInRepo') ?? paramOf(node, 'url') ?? ''
  const image = bundle ?? paramOf(node, 'bundle') ?? ''
  const digest = /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1]
  const ref = digest ?? tagOf(image) ?? paramOf(node, 'version') ?? paramOf(node, 'revision')
  const named = own ?? paramOf(node, 'name') ?? nameOfPath(path)
  const pinned = digest !== undefined || isFixed(ref, resolver)
  const from = image !== '' ? image : (paramOf(node, 'url') ?? resolver)
  const version = ref === undefined || image !== '' ? '' : ` ${ref}`
  return {
    name: named,
    kind: paramOf(node, 'kind') ?? kind,
    resolver,
    ...(ref !== undefined && { ref }),
    text: `${named}${version} of ${from}`,
    pinned,
  }
}

function isFixed(ref = '', resolver: string): boolean {
  return COMMIT.test(ref) || (resolver === 'hub' && VERSION.test(ref))
}

/** `tasks/git-clone/git-clone.yaml` is git-clone; so is `task/git-clone/0.9/git-clone.yaml`. */
function nameOfPath(path: string): string {
  const file = path.slice(path.lastIndexOf('/') + 1)
  return file.replace(/\.ya?ml$/, '')
}

function tagOf(image: string): string | undefined {
  const last = image.slice(image.lastIndexOf('/') + 1)
  return /:([\w.-]+)/.exec(last.split('@')[0] ?? '')?.[1]
}

/** A parameter of a resolver. */
function paramOf(node: YamlNode, name: string): string | undefined {
  const params = valueAt(node, 'params') ?? valueAt(node, 'resource')
  if (params?.kind !== 'sequence') return undefined
  const param = params.items.find((item) => scalarAt(item, 'name')?.text === name)
  return scalarAt(param, 'value')?.text
}
