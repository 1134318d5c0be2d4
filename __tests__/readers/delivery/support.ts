import type { Delivery, Deployment, Settings } from '../../../src/models/index.js'
import { known, unknown } from '../../../src/core/known.js'
import { noHosting } from '../../../src/models/no-hosting.js'
import { NO_SETTINGS } from '../../../src/models/settings.js'
import { readModels } from '../../../src/readers/read-models.js'
import { memoryFiles } from '../../helpers/memory-files.js'

/** The delivery model of a tree in memory. */
export function deliveryOf(files: Readonly<Record<string, string>>, settings: Partial<Settings> = {}): Delivery {
  const snapshot = {
    repository: 'acme/shop',
    revision: null,
    deliveryHistory: unknown('not read'),
    files: memoryFiles(files),
    hosting: noHosting('no token was given'),
    history: known({ authors: 3, commits: 120, shallow: false }),
  }
  const { delivery } = readModels(snapshot, { ...NO_SETTINGS, ...settings }).models
  if (!delivery.known) throw new Error(delivery.reason)
  return delivery.value
}

/** A workflow of one job with these keys and steps, each of them YAML in flow style. */
export function workflow(steps: readonly string[], { on = 'push', job = [] as readonly string[], id = 'deploy' } = {}) {
  return [
    `on: ${on}`,
    'jobs:',
    `  ${id}:`,
    '    runs-on: ubuntu-24.04',
    ...job.map((line) => `    ${line}`),
    '    steps:',
    ...steps.map((step) => `      - ${step}`),
  ].join('\n')
}

/** The deployments of one workflow, `main.yml`. */
export function deploymentsIn(text: string, files: Readonly<Record<string, string>> = {}): readonly Deployment[] {
  return deliveryOf({ '.github/workflows/main.yml': text, ...files }).deployments
}

/** Tool and target of each deployment, in short: `helm production`, `kubectl test, goes away`. */
export function targetsOf(deployments: readonly Deployment[]): string[] {
  return deployments.map(({ tool, tier, persistent }) => `${tool} ${tier}${persistent ? '' : ', goes away'}`)
}
