import type { Cursor } from './cursor.js'

// POSIX.1-2017, Shell Command Language 2.4, with those that bash adds.
const RESERVED =
  /(?:if|then|elif|else|fi|do|done|while|until|for|select|case|esac|in|function|time|coproc|\{|\}|!|\[\[)(?=[\s;&|()<>`]|$)/y

/** The unquoted reserved word at the position, or undefined. Only asked where a command may start. */
export function reservedWord(cursor: Cursor): string | undefined {
  return cursor.match(RESERVED)?.[0]
}
