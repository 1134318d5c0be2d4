import { errorText } from '../core/errors.js'

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'it is gone, or a symbolic link to nothing',
  EACCES: 'reading it is not permitted',
  EPERM: 'reading it is not permitted',
  ELOOP: 'it is a symbolic link to itself',
  ENOTDIR: 'its folder has become a file',
  ENXIO: 'it is not a regular file',
  ENAMETOOLONG: 'its path is longer than the system can open',
}

/** Why the system did not let a file be read, as a sentence part. */
export function systemProblem(error: unknown): string {
  const { code } = error as { code?: string }
  return (code !== undefined ? PROBLEMS[code] : undefined) ?? errorText(error)
}
