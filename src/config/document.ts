import { fileLocation } from '../core/location.js'
import { composeYaml } from '../readers/yaml/compose.js'
import { isNull } from '../readers/yaml/navigate.js'
import type { YamlNode } from '../readers/yaml/node.js'
import { typed } from '../readers/yaml/to-value.js'
import type { Files } from '../snapshot/snapshot.js'
import type { ConfigError } from './errors.js'

/** A configuration file as plain data, with the tree that knows where each value stands. */
export interface ConfigDocument {
  readonly file: string
  readonly node: YamlNode
  /** Objects without a prototype, lists and scalars; keys without a value are left out. */
  readonly value: unknown
}

/** Reads a YAML file; undefined if it is empty, or if it cannot be read, which is added to `errors`. */
export function readDocument(files: Files, file: string, errors: ConfigError[]): ConfigDocument | undefined {
  const text = files.text(file)
  if (text === undefined) {
    const reason = files.unread.find((each) => each.file === file)?.reason ?? 'there is no such file'
    errors.push({ at: fileLocation(file), message: `the file cannot be read: ${reason}` })
    return undefined
  }
  return documentOf(file, text, errors)
}

/** The text of the file as a document; undefined if it is empty, or not right, which is added to `errors`. */
export function documentOf(file: string, text: string, errors: ConfigError[]): ConfigDocument | undefined {
  const { documents, error } = composeYaml(file, text)
  const [node, second] = documents
  if (error !== undefined) {
    errors.push(error)
  } else if (second !== undefined) {
    errors.push({ at: second.at, message: 'the file holds more than one YAML document: write one' })
  } else if (node !== undefined && !isNull(node)) {
    return { file, node, value: plainOf(node) }
  }
  return undefined
}

/** The node as plain data. The depth is bounded by the YAML reader. */
export function plainOf(node: YamlNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return typed(node)
    case 'sequence':
      return node.items.map(plainOf)
    case 'mapping': {
      const object = Object.create(null) as Record<string, unknown>
      for (const { key, value } of node.entries) if (!isNull(value)) object[key.text] = plainOf(value)
      return object
    }
  }
}
