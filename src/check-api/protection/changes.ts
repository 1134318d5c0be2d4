import type { SettingsChange } from '../../core/outcome.js'

export type { SettingsChange }

/** Values of a request body. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** Characters that are not seen, and the bracket of what a runner takes for a command. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|(?<=##)\[/gu

/** JSON with two blanks of indentation, in which every character is seen. */
export function jsonText(value: Json): string {
  const lines = JSON.stringify(value, null, 2).split('\n')
  const escaped = (char: string) =>
    Array.from({ length: char.length }, (_, i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')
  return lines.map((line) => line.replace(UNSEEN, escaped)).join('\n')
}

/**
 * A request to GitHub that changes settings of the repository, by its command line (`gh api`), which fills in the owner
 * and the name of the repository in whose clone it runs.
 *
 * @param path below `repos/{owner}/{repo}/`; parts that come from a repository must be {@link encoded}
 */
export function settingsChange(
  method: 'POST' | 'PUT' | 'PATCH',
  path: string,
  body?: Json,
  file = 'settings.json',
): SettingsChange {
  const command = `gh api --method ${method} repos/{owner}/{repo}${path === '' ? '' : '/'}${path}`
  return body === undefined ? { command } : { command: `${command} --input ${file}`, file, body: jsonText(body) }
}

const LONE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/** The part of a problem that carries the changes, if there are any. */
export function solvedBy(patch: readonly SettingsChange[] | undefined): { readonly patch?: readonly SettingsChange[] } {
  return patch === undefined || patch.length === 0 ? {} : { patch }
}

/** A name as part of a path, with every character encoded that means something to a shell or in a URL. */
export function encoded(name: string): string {
  return encodeURIComponent(name.replace(LONE, '\uFFFD')).replace(
    /[!'()*~]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
