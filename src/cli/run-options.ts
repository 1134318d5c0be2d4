import type { RunOptions } from '../run.js'
import { hostFor, remoteReader } from './hosting.js'
import { overridesIn, today } from './overrides.js'
import type { Invocation } from './parse.js'
import type { Ports } from './ports.js'
import { versionOf } from './version.js'

/** How the repository in the folder `root` is linted, by what the command line says. */
export async function runOptions(invocation: Invocation, ports: Ports, root: string): Promise<RunOptions> {
  const { values } = invocation
  const { hosting, fromHost } = await hostFor(invocation, ports)
  const [base, configPath, repository] = [values.get('base'), values.get('config'), values.get('repo')]
  return {
    root,
    hosting,
    readRemote: remoteReader(invocation, ports),
    history: { until: ports.now(), ...(fromHost && { fromHost }) },
    overrides: overridesIn(invocation),
    today: today(ports.now()),
    version: versionOf(ports.packageRoot),
    checks: await ports.checks(),
    ...(base !== undefined && { base }),
    ...(configPath !== undefined && { configPath }),
    ...(repository !== undefined && { repository }),
  }
}
