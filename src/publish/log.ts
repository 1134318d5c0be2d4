/** What the runner removes at the start of a line before it looks for a command, and what a reader cannot see. */
const BLANK = /[\s\u0085\u00ad\u061c\u180e\u200b-\u200f\u2060\ufeff]/

/**
 * The text with everything taken out of force that the log of GitHub Actions would obey: `::command::` at the start of a
 * line, the older `##[command]` anywhere, and control characters, by which a terminal hides or rewrites lines. It stays
 * readable. Source: actions/runner, ActionCommand.
 */
export function neutralise(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // eslint-disable-next-line no-control-regex -- they are what is taken out
      .replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g, '\uFFFD')
      .replaceAll('##[', '# #[')
      .split('\n')
      .map(withoutCommand)
      .join('\n')
  )
}

function withoutCommand(line: string): string {
  let start = 0
  while (start < line.length && BLANK.test(line.charAt(start))) start += 1
  return line.startsWith('::', start) ? `${line.slice(0, start)}: :${line.slice(start + 2)}` : line
}
