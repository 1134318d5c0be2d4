import { once } from '../core/once.js'
import { isAutomationFile, isLikelyData } from './automation-files.js'
import type { FileLimits } from './limits.js'

/** Bytes of a regular file; undefined for anything else, as for symbolic links. */
export type SizeOf = (path: string) => number | undefined

/**
 * What of a revision is read within the limits. Of automation files that is settled before any is read, so that it never
 * hangs on which reader asks first: those that go by a name of their own come before formats that also hold data, small
 * ones before large ones. All other files, of which readers ask for few, share a second budget as they are asked for.
 */
export class Budget {
  private spent = 0
  private readonly limits: FileLimits
  private readonly plan: () => ReadonlyMap<string, boolean>

  /** Without `sizeOf` all files are counted as they are asked for. */
  constructor(paths: readonly string[], limits: FileLimits, sizeOf: SizeOf | undefined) {
    this.limits = limits
    this.plan = once(() => (sizeOf === undefined ? new Map<string, boolean>() : planOf(paths, limits, sizeOf)))
  }

  /** Why a file of `size` bytes is not read, as a sentence part. */
  refusal(path: string, size: number): string | undefined {
    const { maxFileBytes, maxTotalBytes } = this.limits
    if (size > maxFileBytes) return `it has ${size} bytes, more than the ${maxFileBytes} that are read`
    const planned = this.plan().get(path)
    if (planned === false) {
      return `automation files have more than the ${maxTotalBytes} bytes that are read, and it is among the largest`
    }
    if (planned === undefined && this.spent + size > maxTotalBytes) {
      return `the run has already read ${this.spent} bytes, which is its limit`
    }
    return undefined
  }

  /** Counts a file that was read. */
  spend(path: string, size: number): void {
    if (!this.plan().has(path)) this.spent += size
  }
}

interface Sized {
  readonly path: string
  readonly size: number
  readonly isData: boolean
}

/** Whether each automation file is read. A large one that does not fit ends the list: all that follow are larger, or data. */
function planOf(paths: readonly string[], limits: FileLimits, sizeOf: SizeOf): Map<string, boolean> {
  const files = paths.flatMap((path): Sized[] => {
    const size = isAutomationFile(path) ? sizeOf(path) : undefined
    return size === undefined || size > limits.maxFileBytes ? [] : [{ path, size, isData: isLikelyData(path) }]
  })
  let total = 0
  return new Map(
    files.sort(byImportance).map(({ path, size }) => {
      total += size
      return [path, total <= limits.maxTotalBytes]
    }),
  )
}

function byImportance(a: Sized, b: Sized): number {
  if (a.isData !== b.isData) return a.isData ? 1 : -1
  if (a.size !== b.size) return a.size - b.size
  return a.path < b.path ? -1 : 1
}
