import type { Located } from '../../../core/location.js'
import type { Files } from '../../../snapshot/snapshot.js'

const MAX_FILES = 40
const MAX_LINES = 50_000

/** Where files say that a version or an operation ends, by the reference of each format. */
const ENDINGS: readonly {
  readonly what: string
  readonly path: RegExp
  readonly text?: RegExp
  readonly line: RegExp
}[] = [
  // Go Modules Reference: retract directive, deprecation comment of a module.
  { what: 'retracted version', path: /(?:^|\/)go\.mod$/, line: /^retract\b/ },
  { what: 'deprecated module', path: /(?:^|\/)go\.mod$/, line: /^\/\/ Deprecated: / },
  // OpenAPI Specification: Operation Object, Parameter Object, Schema Object.
  {
    what: 'deprecated operation',
    path: /(?:openapi|swagger|api)[^/]{0,60}\.(?:ya?ml|json)$/,
    text: /^\s{0,4}"?(?:openapi|swagger)"?\s{0,4}:/m,
    line: /^\s{1,80}"?deprecated"?\s{0,4}:\s{0,4}true\b/,
  },
  // Protocol Buffers language guide: options.
  { what: 'deprecated message', path: /\.proto$/, line: /\bdeprecated\s{0,4}=\s{0,4}true\b/ },
  // GraphQL specification: @deprecated.
  { what: 'deprecated field', path: /\.graphqls?$/, line: /@deprecated\b/ },
  { what: 'deprecated chart', path: /(?:^|\/)chart\.ya?ml$/, line: /^deprecated:\s{0,4}true\b/ },
  { what: 'deprecated input', path: /(?:^|\/)action\.ya?ml$/, line: /^\s{1,12}deprecationMessage:/ },
]

/** Patterns of the paths, in lower case, that are looked into. */
export const ENDING_FILES: readonly RegExp[] = ENDINGS.map(({ path }) => path)

/** The first place of each file that says so. */
export function endingsIn(paths: readonly string[], files: Files): Located<string>[] {
  return paths
    .flatMap((path) => {
      const kinds = ENDINGS.filter((each) => each.path.test(path.toLowerCase()))
      return kinds.length === 0 ? [] : [{ path, kinds }]
    })
    .slice(0, MAX_FILES)
    .flatMap(({ path, kinds }) => {
      const text = files.text(path) ?? ''
      const fitting = kinds.filter((each) => each.text?.test(text) !== false)
      const lines = fitting.length === 0 ? [] : text.split('\n', MAX_LINES)
      return fitting.flatMap(({ what, line: pattern }) => {
        const i = lines.findIndex((line) => line.length < 1_000 && pattern.test(line))
        const at = { file: path, line: i + 1, column: 1, endLine: i + 1, endColumn: 1, route: what }
        return i < 0 ? [] : [{ value: what, at }]
      })
    })
}
