import type { YamlNode } from '../../yaml/node.js'
import { substituted } from '../substitution.js'

const VARIABLE = /\$\$|\\\$|\$\{([A-Za-z_]\w*)\}|\$([A-Za-z_]\w*)/g

/**
 * What the upload of a pipeline makes of its texts (Buildkite docs: pipeline upload, Environment variable substitution):
 * variables that the pipeline sets are put in, `$$` and `\$` are left as `$` for the step's shell. Others, which the
 * uploading job has, stay as they are: they are not known either way.
 */
export function interpolated(node: YamlNode, values: ReadonlyMap<string, string>): YamlNode {
  return substituted(node, VARIABLE, ([text, braced, plain]) =>
    text === '$$' || text === String.raw`\$` ? '$' : values.get(braced ?? plain ?? ''),
  )
}
