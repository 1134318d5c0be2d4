import { contextOf, type HclContext } from '../../hcl/context.js'
import { parseHcl, type HclError } from '../../hcl/parse.js'
import type { HclBlock, HclBody } from '../../hcl/syntax.js'
import type { ReaderContext } from '../../context.js'
import { yamlOf } from '../../yaml/cache.js'
import { Positions } from '../../yaml/positions.js'
import { bodyFromJson } from './json.js'
import { isOverride } from './paths.js'

/** One file of a module, in whichever syntax it was written. */
export interface TerraformFile {
  readonly path: string
  readonly body: HclBody
  /** Turns the body's nodes into values; without a scope. */
  readonly context: HclContext
  /** False if the file holds errors: what is missing may stand in what could not be read. */
  readonly complete: boolean
  readonly override: boolean
}

/** A top-level block and the file that it stands in. */
export interface BlockInFile<F = TerraformFile> {
  readonly block: HclBlock
  readonly file: F
}

/** What a file in HCL is, for its reader. */
export interface HclKind {
  /** What a template of it is said to be: `a template of Terraform code`. */
  readonly template: string
  /** A line that only stands in templates of it. */
  readonly placeholder: RegExp
}

const TERRAFORM: HclKind = { template: 'a template of Terraform code', placeholder: /\{\{|\{%[^{]|<%/ }

/** Reads and parses a file; undefined if its text cannot be had. Errors are recorded, and the rest is read. */
export function readTerraformFile(context: ReaderContext, path: string, kind = TERRAFORM): TerraformFile | undefined {
  const source = context.files.text(path)
  if (source === undefined) return undefined
  const parsed = path.endsWith('.json') ? parseJson(context, path, source) : parseHcl(path, source)
  recordErrors(context, path, source, parsed.errors, kind)
  return {
    path,
    body: parsed.body,
    context: contextOf(parsed),
    complete: parsed.errors.length === 0,
    override: isOverride(path),
  }
}

/** The blocks of the files whose type is one of `types`, in order. */
export function blocksOf<F extends Pick<TerraformFile, 'body'>>(
  files: readonly F[],
  ...types: readonly string[]
): BlockInFile<F>[] {
  return files.flatMap((file) =>
    file.body.items.flatMap((block) => (block.kind === 'block' && types.includes(block.type) ? [{ block, file }] : [])),
  )
}

function parseJson(context: ReaderContext, path: string, source: string) {
  const positions = new Positions(path, source)
  const yaml = yamlOf(context, path)
  const root = yaml?.documents[0]
  const errors: HclError[] = yaml?.error === undefined ? [] : [yaml.error]
  if (root !== undefined && root.kind !== 'mapping') {
    errors.push({ message: 'Terraform expects a JSON object here', at: root.at })
  }
  return { source, positions, body: bodyFromJson(root, positions), errors }
}

/** The first error speaks for the file. A template that only becomes Terraform code is no mistake. */
function recordErrors(
  { defect, unread }: ReaderContext,
  path: string,
  source: string,
  errors: readonly HclError[],
  { template, placeholder }: HclKind,
) {
  const [first, ...others] = errors
  if (first === undefined) return
  const line = source.split('\n', first.at.line)[first.at.line - 1] ?? ''
  if (placeholder.test(line)) return unread({ file: path, reason: template })
  const more = others.length === 0 ? '' : ` (and ${others.length} more ${others.length === 1 ? 'error' : 'errors'})`
  defect({ at: first.at, message: `${first.message}${more}` })
}
