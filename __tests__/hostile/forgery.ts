import { parseXml } from '../helpers/xml.js'
import type { Linted } from './lint-built.js'

/** Characters that act or hide: controls but line feed and tab, bidirectional and zero-width ones, separators. */
// eslint-disable-next-line no-control-regex -- these are what must not get through
const ACTING = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/

/** How workflow commands of ours start. The runner looks for `##[` only in lines that are no such command (ActionCommandManager). */
const OURS = /^::(?:error|warning|notice) (?:file|title)=[^\n]*::/

/**
 * What in the reports is not well-formed, or was written by the repository in a language of who reads it. Empty for
 * reports that hold texts of a repository as texts.
 */
export function forgeriesIn({ outputs, stdout, stderr }: Linted): string[] {
  const get = (name: Parameters<typeof outputs.get>[0]): string => outputs.get(name) ?? ''
  const spoken = {
    stdout,
    stderr,
    terminal: get('terminal'),
    markdown: get('markdown'),
    annotations: get('annotations'),
  }
  const found: string[] = []
  const say = (place: string, what: string): void => void found.push(`${place}: ${JSON.stringify(what.slice(0, 160))}`)
  for (const [name, text] of Object.entries({ ...spoken, html: get('html'), junit: get('junit') })) {
    const at = ACTING.exec(text)
    if (at !== null) say(name, text.slice(Math.max(0, at.index - 40), at.index + 40))
  }
  for (const [name, text] of Object.entries(spoken)) {
    for (const line of text.split(/\r\n|[\n\r\u0085\u2028\u2029]/)) {
      if ((line.includes('##[') || /^\s*::/.test(line)) && !OURS.test(line)) say(name, line)
    }
  }
  for (const line of get('annotations').split('\n')) if (line !== '' && !OURS.test(line)) say('annotations', line)
  found.push(...malformed(get), ...inMarkdown(get('markdown')), ...inHtml(get('html')))
  return found
}

function malformed(get: (name: 'json' | 'jsonl' | 'sarif' | 'gitlab' | 'badge' | 'junit') => string): string[] {
  const readers: readonly (readonly [string, () => unknown])[] = [
    ...(['json', 'sarif', 'gitlab', 'badge'] as const).map(
      (name) => [name, () => JSON.parse(get(name)) as unknown] as const,
    ),
    [
      'jsonl',
      () =>
        get('jsonl')
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as unknown),
    ],
    ['junit', () => parseXml(get('junit'))],
  ]
  return readers.flatMap(([name, read]) => {
    try {
      read()
      return []
    } catch (error) {
      return [`${name}: ${String(error)}`]
    }
  })
}

/** Outside of code nothing of the texts below is left as it was written. */
function inMarkdown(markdown: string): string[] {
  const prose = markdown.replace(/(`+)(?:(?!\1)[^\n])*\1/g, '')
  const signs = [
    /^#+ Forged/m,
    /(?<![\\\w])@octocat/,
    /(?<!\\)<img/i,
    /(?<!\\)<script/i,
    /\]\(https?:\/\/evil/,
    /^<!-- forged/m,
  ]
  return signs.flatMap((sign) => (sign.test(prose) ? [`markdown: ${String(sign)}`] : []))
}

/** One script, ours, and no element that a repository wrote. */
function inHtml(html: string): string[] {
  const scripts = html.match(/<script/gi)?.length ?? 0
  return [
    ...(/<img|<b>x|onerror=alert\(1\)>/i.test(html.replace(/<script[\s\S]*?<\/script>/g, ''))
      ? ['html: an element']
      : []),
    ...(scripts > 2 ? [`html: ${scripts} scripts`] : []),
  ]
}
