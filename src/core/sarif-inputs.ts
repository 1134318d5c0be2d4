/** The patterns of an input or a flag: one a line, or with commas between them. */
export function patternsIn(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '')
}

/** Whether a pattern stays in the linted folder: relative, with `/`, without `..`. */
export function staysInside(pattern: string): boolean {
  return !/^(?:\/|[A-Za-z]:|!)|\\/.test(pattern) && !pattern.split('/').includes('..')
}
