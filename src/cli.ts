#!/usr/bin/env node
import process from 'node:process'
import { fileURLToPath, URL } from 'node:url'
import { main } from './cli/main.js'

/** A reader that closes the pipe early (`| head`) has seen enough. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

const sink = (stream: NodeJS.WriteStream) => ({
  write: (text: string) => void stream.write(text),
  isTTY: stream.isTTY,
  columns: stream.columns,
})

/** Asks at the terminal. An end of input is an empty answer. */
async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises')
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const end = new Promise<string>((resolve) => terminal.once('close', () => resolve('')))
  try {
    return await Promise.race([terminal.question(question), end])
  } finally {
    terminal.close()
  }
}

// Not process.exit(): what is still being written to a pipe would be lost.
process.exitCode = await main(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdout: sink(process.stdout),
  stderr: sink(process.stderr),
  now: Date.now,
  packageRoot: fileURLToPath(new URL('..', import.meta.url)),
  ...(process.stdin.isTTY && process.stdout.isTTY && { ask }),
  checks: async () => (await import('../checks/index.js')).checks,
})
