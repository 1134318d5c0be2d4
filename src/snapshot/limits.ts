/** How much of a repository is read. */
export interface FileLimits {
  /** Bytes of one file. */
  readonly maxFileBytes: number
  /** Bytes of all automation files of one revision together; other files may have more (`Budget`). */
  readonly maxTotalBytes: number
}

/**
 * GitHub shows no file over 1 MB and runs no workflow anywhere near it (GitHub docs: About large files on GitHub,
 * "Repository contents" of the REST API); 64 MiB holds every automation file of the largest
 * monorepos seen but for data in the same formats.
 */
export const DEFAULT_LIMITS: FileLimits = { maxFileBytes: 1_000_000, maxTotalBytes: 64 * 1024 * 1024 }
