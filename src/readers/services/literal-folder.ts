/** The folder that a path or a glob surely lies in: `apps/web` of `apps/web/**`, empty if the first name has a wildcard. */
export function literalFolder(pattern: string): string {
  const names = pattern.replace(/^(?:\.?\/)+/, '').split('/')
  const wild = names.findIndex((name) => /[*?[{!]/.test(name))
  return names.slice(0, wild < 0 ? -1 : wild).join('/')
}
