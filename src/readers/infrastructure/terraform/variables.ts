import type { Files } from '../../../snapshot/snapshot.js'
import type { ReaderContext } from '../../context.js'
import { parseHcl } from '../../hcl/parse.js'
import { yamlOf } from '../../yaml/cache.js'

/** Names of variables that any `*.tfvars` or `*.tfvars.json` file of the tree sets (Terraform docs: Input Variables). */
export function variablesInFiles(context: ReaderContext): Set<string> {
  const names = new Set<string>()
  for (const path of context.files.paths) {
    if (path.endsWith('.tfvars')) namesInHcl(context.files, path).forEach((name) => names.add(name))
    else if (path.endsWith('.tfvars.json')) namesInJson(context, path).forEach((name) => names.add(name))
  }
  return names
}

function namesInHcl(files: Files, path: string): string[] {
  const text = files.text(path)
  const items = text === undefined ? [] : parseHcl(path, text).body.items
  return items.flatMap((item) => (item.kind === 'attribute' ? [item.name] : []))
}

function namesInJson(context: ReaderContext, path: string): string[] {
  const root = yamlOf(context, path)?.documents[0]
  return root?.kind === 'mapping' ? root.entries.map(({ key }) => key.text) : []
}
