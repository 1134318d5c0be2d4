import { fileURLToPath, URL } from 'node:url'
import type { AnyCheck } from '../../src/check-api/index.js'
import { main } from '../../src/cli/main.js'
import type { Ports } from '../../src/cli/ports.js'

/** What a command line printed, and how it ended. */
export interface Outcome {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command line in this process, with nothing of the environment unless `more` gives it. */
export async function runCli(
  argv: readonly string[],
  more: Partial<Ports> & { checks?: () => Promise<AnyCheck[]> } = {},
) {
  const written = { stdout: '', stderr: '' }
  const sink = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => void (written[name] += text),
    isTTY: false,
    columns: undefined,
  })
  const status = await main(argv, {
    cwd: process.cwd(),
    env: {},
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    now: () => Date.UTC(2026, 5, 1),
    packageRoot: fileURLToPath(new URL('../..', import.meta.url)),
    checks: () => Promise.resolve([]),
    ...more,
  })
  return { status, ...written } satisfies Outcome
}
