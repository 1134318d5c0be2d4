import { pathsFitting } from '../../../core/path-index.js'
import type { Files } from '../../../snapshot/snapshot.js'
import { parseHcl } from '../../hcl/parse.js'
import type { HclBody } from '../../hcl/syntax.js'
import { moduleFolder, foldersUpFrom } from './paths.js'

interface Wrapper {
  readonly name: string
  /** Files by which the wrapper is known. */
  readonly file: RegExp
  /** Blocks or attributes by which it writes backends, providers or locks; undefined: it writes all there is. */
  readonly generates?: ReadonlySet<string>
  /** Set if the file stands in a folder of its own, so that the one above is meant. */
  readonly up?: 1
}

/**
 * Tools and services that run Terraform and may write what the tree lacks (Terragrunt docs: generate, remote_state;
 * Terramate docs: Code Generation; CDKTF docs: Configuration File; Atmos docs: Terraform Backends; Terraspace docs:
 * Backend Config; Spacelift docs: State management; env0 docs: Remote backend).
 */
const WRAPPERS: readonly Wrapper[] = [
  {
    name: 'terragrunt',
    file: /(?:^|\/)(?:terragrunt|root|terragrunt\.stack)\.hcl$/,
    generates: new Set(['generate', 'remote_state']),
  },
  { name: 'terramate', file: /\.tm(?:\.hcl)?$/, generates: new Set(['generate_hcl', 'generate_file']) },
  { name: 'cdktf', file: /(?:^|\/)cdktf\.json$/ },
  { name: 'atmos', file: /(?:^|\/)\.?atmos\.ya?ml$/ },
  { name: 'terraspace', file: /(?:^|\/)Terrafile$/ },
  { name: 'spacelift', file: /^\.spacelift\/config\.ya?ml$/, up: 1 },
  { name: 'env0', file: /(?:^|\/)env0(?:\.workflow)?\.ya?ml$/ },
]

/** Tells by which wrapper, if any, the module of a folder is run. */
export type WrapperOf = (folder: string) => string | undefined

/**
 * A wrapper counts for the folder that its file stands in and all folders below. Syntax errors in these files are not recorded: other tools read them.
 */
export function findWrappers(files: Files): WrapperOf {
  const folders = new Map<string, string>()
  const patterns = WRAPPERS.map(({ file }) => file)
  for (const path of pathsFitting(files.paths, patterns)) {
    const wrapper = WRAPPERS.find(({ file }) => file.test(path))
    if (wrapper === undefined) continue
    if (wrapper.generates === undefined) {
      folders.set(wrapper.up === 1 ? moduleFolder(moduleFolder(path)) : moduleFolder(path), wrapper.name)
      continue
    }
    const text = files.text(path)
    if (text === undefined) continue
    if (defines(parseHcl(path, text).body, wrapper.generates)) folders.set(moduleFolder(path), wrapper.name)
  }
  return (folder) => {
    const above = foldersUpFrom(folder).find((each) => folders.has(each))
    return above === undefined ? undefined : folders.get(above)
  }
}

function defines(body: HclBody, names: ReadonlySet<string>): boolean {
  return body.items.some((item) => names.has(item.kind === 'block' ? item.type : item.name))
}
