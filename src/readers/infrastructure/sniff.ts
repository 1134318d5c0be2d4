/** Whether a line of `text` starts with `key:`: a top-level key of a YAML block mapping. */
export function hasTopKey(text: string, key: string): boolean {
  return text.startsWith(`${key}:`) || text.includes(`\n${key}:`)
}

/** Whether the first character that is not blank opens a JSON object. */
export function startsWithBrace(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code !== 32 && code !== 9 && code !== 10 && code !== 13) return code === 123
  }
  return false
}
