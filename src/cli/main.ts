import { errorText, UserError } from '../core/errors.js'
import type { Command } from './options.js'
import { parseArguments, type Invocation } from './parse.js'
import type { Ports } from './ports.js'
import { say } from './say.js'
import { versionOf } from './version.js'

/** Each command is loaded when it is the one that is wanted. */
const RUN: Readonly<Record<Command, (invocation: Invocation, ports: Ports) => Promise<number>>> = {
  lint: async (invocation, ports) => (await import('./lint.js')).lintCommand(invocation, ports),
  list: async (invocation, ports) => (await import('./list.js')).list(invocation, ports),
  explain: async (invocation, ports) => (await import('./explain.js')).explain(invocation, ports),
  owners: async (invocation, ports) => (await import('./owners.js')).owners(invocation, ports),
  attest: async (invocation, ports) => (await import('./attest.js')).attest(invocation, ports),
  init: async (invocation, ports) => (await import('./init.js')).init(invocation, ports),
  baseline: async (invocation, ports) => (await import('./baseline.js')).baseline(invocation, ports),
  publish: async (invocation, ports) => (await import('./publish.js')).publishCommand(invocation, ports),
  config: async (invocation, ports) => (await import('./config.js')).config(invocation, ports),
}

/**
 * Runs the command line and returns the exit status. A mistake of the user is one line on standard error and status 2;
 * so is a defect of ours, with the stack only under --verbose.
 */
export async function main(argv: readonly string[], ports: Ports): Promise<number> {
  try {
    return await run(parseArguments(argv), argv, ports)
  } catch (error) {
    if (error instanceof UserError) {
      say(ports.stderr, error.message)
      return 2
    }
    say(ports.stderr, `this is a defect of pillarlint, please report it: ${errorText(error)}`)
    if (argv.includes('--verbose') && error instanceof Error) ports.stderr.write(`${error.stack}\n`)
    return 2
  }
}

async function run(invocation: Invocation, argv: readonly string[], ports: Ports): Promise<number> {
  const { values, command } = invocation
  if (values.has('version')) {
    ports.stdout.write(`${versionOf(ports.packageRoot)}\n`)
    return 0
  }
  if (values.has('help')) {
    const { helpText } = await import('./help.js')
    ports.stdout.write(helpText(argv.includes(command) ? command : undefined))
    return 0
  }
  return RUN[command](invocation, ports)
}
