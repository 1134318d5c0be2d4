/** Where jobs run if they do not say it (docs: Configuration reference, working_directory). */
export const DEFAULT_DIRECTORY = '~/project'

/** `path`, seen from the folder `base`, without `.` and `..`; undefined where a variable is in it. */
export function resolvedDirectory(path: string, base: string): string | undefined {
  if (/[$`]/.test(path)) return undefined
  const written = path.trim().replace(/^\/(?:home|Users)\/[\w.-]+(?=\/|$)|^\/root(?=\/|$)/, '~')
  const whole = /^[~/]|^[A-Za-z]:/.test(written) ? written : `${base}/${written}`
  const parts: string[] = []
  for (const part of whole.split(/[/\\]/)) {
    if (part === '' || part === '.') continue
    if (part === '..') parts.pop()
    else parts.push(part)
  }
  return `${whole.startsWith('/') ? '/' : ''}${parts.join('/')}`
}

/** The way from the folder that holds the repository to `directory`, empty for itself; undefined outside of it. */
export function insideRepository(directory: string | undefined, root: string | undefined): string | undefined {
  if (directory === undefined || root === undefined) return undefined
  if (directory === root) return ''
  return directory.startsWith(`${root}/`) ? directory.slice(root.length + 1) : undefined
}
