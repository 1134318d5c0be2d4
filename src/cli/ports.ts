import type { AnyCheck } from '../check-api/check.js'

/** A stream that the command line writes to. */
export interface Sink {
  write(text: string): void
  readonly isTTY: boolean
  readonly columns: number | undefined
}

/** All that the command line touches, so that tests can hand in their own. */
export interface Ports {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: Sink
  readonly stderr: Sink
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** The folder of the installed package, which holds package.json and docs. */
  readonly packageRoot: string
  readonly checks: () => Promise<readonly AnyCheck[]>
  /** Asks the person at the terminal one question; absent where there is none. */
  readonly ask?: (question: string) => Promise<string>
  /** Sends requests to the host; the platform's own, without it. */
  readonly fetch?: typeof fetch
}
