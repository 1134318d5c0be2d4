/** `{{ … }}` or `{% … %}` at the start of a line, or unquoted right behind a key or a dash. */
const TEMPLATE_LINE = /^(?:- )*(?:[^\s'"#][^:'"]*: +)?(?:\{\{|\{%)/
const BLOCK_HEADER = /(?:^|[:-] +)(?:[!&]\S+ +)*[|>][-+0-9]*(?: +#.*)?$/

/** Longer lines are data: no regular expression runs over them. */
const LONGEST_LINE = 500

/**
 * Whether the source is a template of YAML (Helm, Jinja) rather than YAML: a template construct stands where YAML would
 * read a mapping. Constructs inside quotes and block texts are plain YAML. Ask it to explain an error of `composeYaml`.
 */
export function looksTemplated(source: string): boolean {
  let blockIndent = -1
  for (const raw of source.split('\n')) {
    const line = raw.trimEnd()
    const content = line.trimStart()
    if (content === '') continue
    const indent = line.length - content.length
    if (blockIndent >= 0 && indent > blockIndent) continue
    blockIndent = -1
    if (content.length > LONGEST_LINE) continue
    if (TEMPLATE_LINE.test(content)) return true
    if (BLOCK_HEADER.test(content)) blockIndent = indent
  }
  return false
}
