import { once } from '../core/once.js'
import { isAutomationFile, isLikelyData } from './automation-files.js'
import type { FileLimits } from './limits.js'

/** Bytes of a regular file; undefined for anything else, as for symbolic links. */
export type SizeOf = (path: string) => number | undefined

/** Of sources and the like readers ask for a part only: so many times the bytes of automation files may be asked for. */
const OTHERS = 4

type Plan = ReadonlyMap<string, boolean>

/**
 * What of a revision is read within the limits. It is settled before any file is read, so that it never hangs on which
 * reader asks first: small files come before large ones, and automation files that go by a name of their own before
 * formats that also hold data. Automation files and all others do not take from each other.
 */
export class Budget {
  private spent = 0
  private readonly limits: FileLimits
  private readonly automation: () => Plan
  private readonly others: () => Plan

  /** Files whose size is not known beforehand are counted as they are asked for; without `sizeOf` all are. */
  constructor(paths: readonly string[], limits: FileLimits, sizeOf: SizeOf = () => undefined) {
    const plan = (isIn: (path: string) => boolean, maxBytes: number): Plan =>
      planOf(paths.filter(isIn), { ...limits, maxTotalBytes: maxBytes }, sizeOf)
    this.limits = limits
    this.automation = once(() => plan(isAutomationFile, limits.maxTotalBytes))
    this.others = once(() => plan((path) => !isAutomationFile(path), OTHERS * limits.maxTotalBytes))
  }

  /** Why a file of `size` bytes is not read, as a sentence part. */
  refusal(path: string, size: number): string | undefined {
    const { maxFileBytes, maxTotalBytes } = this.limits
    if (size > maxFileBytes) return `it has ${size} bytes, more than the ${maxFileBytes} that are read`
    const planned = this.planFor(path).get(path)
    if (planned === false) {
      return isAutomationFile(path)
        ? `automation files have more than the ${maxTotalBytes} bytes that are read, and it is among the largest`
        : `files have more than the ${OTHERS * maxTotalBytes} bytes that may be read, and it is among the largest`
    }
    if (planned === undefined && this.spent + size > maxTotalBytes) {
      return `the run has already read ${this.spent} bytes, which is its limit`
    }
    return undefined
  }

  /** Counts a file that was read. */
  spend(path: string, size: number): void {
    if (!this.planFor(path).has(path)) this.spent += size
  }

  private planFor(path: string): Plan {
    return isAutomationFile(path) ? this.automation() : this.others()
  }
}

interface Sized {
  readonly path: string
  readonly size: number
  readonly isData: boolean
}

/** Whether each file is read. One that does not fit ends the list: all that follow are larger, or data. */
function planOf(paths: readonly string[], limits: FileLimits, sizeOf: SizeOf): Plan {
  const files = paths.flatMap((path): Sized[] => {
    const size = sizeOf(path)
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
