import { describe, expect, test } from '@jest/globals'
import { checks } from '../../checks/index.js'
import { known, unknown } from '../../src/core/known.js'
import { lint } from '../../src/lint.js'
import { noHosting } from '../../src/models/no-hosting.js'
import { NO_SETTINGS } from '../../src/models/settings.js'
import { filesOf } from '../helpers/files.js'
import { policy } from '../helpers/policy.js'
import { SERVICE } from './support.js'

/** Practices on what is deployed, and where to. */
const ABOUT_DEPLOYMENTS = ['AG.DEP.1', 'AG.DEP.2', 'DL.ADS.1', 'QA.ST.5']

const SHOP = {
  ...SERVICE,
  'package.json': '{ "name": "shop", "private": true, "dependencies": { "express": "5.1.0" } }\n',
  Dockerfile: 'FROM node:24\nEXPOSE 80\nCMD ["node", "src/server.js"]\n',
}

function verdicts(jenkinsfile: string, tree: Readonly<Record<string, string>> = SHOP): Record<string, string> {
  const files = filesOf({ ...tree, Jenkinsfile: jenkinsfile })
  const { practices } = lint(
    { version: '0.0.0', checks, policy, settings: NO_SETTINGS },
    {
      repository: 'acme/shop',
      revision: null,
      deliveryHistory: unknown('not read'),
      files,
      hosting: noHosting('not asked'),
      history: known({ authors: 3, commits: 120, shallow: false }),
    },
  )
  const chosen = practices.filter(({ id }) => ABOUT_DEPLOYMENTS.includes(id))
  return Object.fromEntries(chosen.map(({ id, verdict }) => [id, verdict]))
}

describe('a pipeline whose deployment may be in a library', () => {
  test('leaves open what hangs on a deployment', () => {
    const library = "@Library('delivery') _\nwithPipeline('node', 'shop') {\n  enableStaging()\n}\n"
    expect(verdicts(library)).toEqual(Object.fromEntries(ABOUT_DEPLOYMENTS.map((id) => [id, 'unknown'])))
  })

  test('does not apply to a package that is only tested', () => {
    const tests = "pipeline {\n  agent any\n  stages { stage('Test') { steps { sh 'npx jest' } } }\n}\n"
    const found = verdicts(tests, { 'package.json': '{ "name": "sums", "main": "sums.js" }', 'sums.js': '' })
    expect(found).toEqual(Object.fromEntries(ABOUT_DEPLOYMENTS.map((id) => [id, 'not-applicable'])))
  })
})
