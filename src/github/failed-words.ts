import { at, listAt, numberAt, textAt } from './json.js'

/** What GitHub, or whatever failed on the way to it, says of a call; tokens are not blanked yet. */
export function messageOf(error: unknown): string {
  const body = at(error, 'response', 'data')
  const said = textAt(body, 'message')
  // What a validation found wrong stands beside the message.
  const details = listAt(body, 'errors').flatMap((each) => textAt(each, 'message') ?? textAt(each, 'code') ?? [])
  if (said !== undefined) return [said, ...details.slice(0, 3)].join(': ')
  if ((numberAt(error, 'response', 'status') ?? 0) >= 300) return 'no reason is given'
  return error instanceof Error ? error.message : String(error)
}

/** Characters of GitHub's words that are passed on. */
const LONGEST = 300

/** One line that can be shown, of what may have been a page. */
export function plain(text: string): string {
  const line = text
    .slice(0, 10_000)
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line
}

/** The header `issues=write; pull_requests=write` as `issues: write or pull-requests: write`; a comma means and. */
export function acceptedPermissions(header: string | undefined): string | undefined {
  if (header === undefined || !/^[a-z_=;, ]+$/.test(header)) return undefined
  const alternatives = header.split(';').map((alternative) =>
    alternative
      .split(',')
      .map((each) => each.trim().replaceAll('_', '-').replace('=', ': '))
      .join(' and '),
  )
  return alternatives.join(' or ')
}
