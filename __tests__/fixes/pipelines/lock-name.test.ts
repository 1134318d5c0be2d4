import { expect, test } from '@jest/globals'
import { lockName } from '../../../src/fixes/pipelines/lock-name.js'

const ALONE = { jobs: [], groups: [] }
const beside = (...jobs: string[]) => ({ jobs, groups: [] })

test.each([
  ['production', 'ship', ALONE, 'deploy-production'],
  ['deploy-production', 'ship', ALONE, 'deploy-production'],
  ['deployer', 'ship', ALONE, 'deploy-deployer'],
  ['production', 'production', beside('migrate'), 'deploy-production'],
  ['production', 'deploy-production', beside('migrate'), 'deploy-production'],
  ['production', 'Deploy_API', beside('Deploy_Web'), 'deploy-production-API'],
  // Two that would be called the same keep their whole ids.
  ['production', 'production', beside('deploy-production'), 'deploy-production-production'],
  ['production', 'api', beside('API'), 'deploy-production-api'],
  ['production', 'production', { jobs: ['b'], groups: ['DEPLOY-production'] }, 'deploy-production-production'],
  // Nobody can tell who else deploys there.
  ['production', 'production', undefined, 'deploy-production-production'],
  ['${{ inputs.env }}', 'env', beside('b'), 'deploy-${{ inputs.env }}'],
])('the lock of %s, job %s', (environment, job, others, name) => {
  expect(lockName(environment, job, others)).toBe(name)
})
