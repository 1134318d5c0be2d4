/** A command that a runner takes from the log of a step. */
export interface LogCommand {
  readonly name: string
  readonly properties: ReadonlyMap<string, string>
  readonly message: string
}

/**
 * The commands that a runner takes from `log`, known or not: `::name key=value,…::message` after white space at the start
 * of a line, else the older `##[name key=value;…]message` anywhere in it (actions/runner: ActionCommand, TryParseV2 and
 * TryParse). Lines end at what a terminal or a reader of streams takes for an end.
 */
export function commandsIn(log: string): LogCommand[] {
  return log.split(/\r\n|[\n\r]/).flatMap((line) => commandIn(line) ?? [])
}

function commandIn(line: string): LogCommand | undefined {
  const text = line.trimStart()
  const end = text.startsWith('::') ? text.indexOf('::', 2) : -1
  if (end >= 0) return commandOf(text.slice(2, end), ',', text.slice(end + 2))
  const old = line.indexOf('##[')
  const close = line.indexOf(']', old)
  return old < 0 || close < 0 ? undefined : commandOf(line.slice(old + 3, close), ';', line.slice(close + 1))
}

function commandOf(head: string, separator: string, message: string): LogCommand {
  const space = head.indexOf(' ')
  const pairs = space < 0 ? [] : head.slice(space + 1).split(separator)
  const properties = new Map(
    pairs.flatMap((pair) => {
      const [key, value, ...more] = pair.trim().split('=')
      return key && value !== undefined && more.length === 0 ? [[key, unescaped(value)] as const] : []
    }),
  )
  return { name: space < 0 ? head : head.slice(0, space), properties, message: unescaped(message) }
}

const ESCAPES: Readonly<Record<string, string>> = { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' }

function unescaped(text: string): string {
  return text.replace(/%(?:0D|0A|3A|2C|25)/g, (each) => ESCAPES[each] ?? each)
}

/**
 * What a runner reads of the file behind GITHUB_OUTPUT: `name=value`, or `name<<delimiter`, lines, the delimiter; what is
 * neither fails the step (actions/runner: FileCommandManager, EnvFileKeyValuePairs).
 */
export function outputsIn(text: string): [name: string, value: string][] {
  const found: [string, string][] = []
  const lines = text.split(/\r?\n/)
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? ''
    if (line === '') continue
    const [equals, doubled] = [line.indexOf('='), line.indexOf('<<')]
    if (equals >= 0 && (doubled < 0 || equals < doubled)) {
      found.push([line.slice(0, equals), line.slice(equals + 1)])
      continue
    }
    const end = doubled > 0 ? lines.indexOf(line.slice(doubled + 2), index + 1) : -1
    if (end < 0) throw new Error(`a runner cannot read the output ${JSON.stringify(line)}`)
    found.push([line.slice(0, doubled), lines.slice(index + 1, end).join('\n')])
    index = end
  }
  return found
}
