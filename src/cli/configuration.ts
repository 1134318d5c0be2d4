import { practices } from '../catalog/index.js'
import { configErrorText } from '../config/errors.js'
import { loadConfig, type Config } from '../config/load.js'
import type { Files } from '../snapshot/snapshot.js'
import { overridesIn, today } from './overrides.js'
import type { Invocation } from './parse.js'
import type { Ports } from './ports.js'
import { say } from './say.js'

/** The configuration that governs the files; undefined if it is wrong, which is then said on standard error. */
export async function configurationOf(files: Files, invocation: Invocation, ports: Ports): Promise<Config | undefined> {
  const path = invocation.values.get('config')
  const loaded = loadConfig({
    files,
    checks: await ports.checks(),
    practices: practices(),
    overrides: overridesIn(invocation),
    today: today(ports.now()),
    ...(path !== undefined && { path }),
  })
  if (loaded.ok) return loaded
  for (const error of loaded.errors) say(ports.stderr, configErrorText(error))
  return undefined
}
