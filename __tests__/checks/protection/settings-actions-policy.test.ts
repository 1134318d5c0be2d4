import check from '../../../checks/protection/settings-actions-policy.js'
import { known, unknown } from '../../../src/core/known.js'
import type { ForkRuns, Hosting, WorkflowPolicy } from '../../../src/models/index.js'
import { noHosting } from '../../../src/models/no-hosting.js'
import { testCheck } from '../../helpers/check-tester.js'

const strict: WorkflowPolicy = {
  actions: known({ enabled: true, allowed: 'selected', commitsRequired: false }),
  token: known({ write: false, approvesPullRequests: false }),
  forks: known({ approval: 'first-time', writeToken: false, secrets: false }),
}
const host = (changes: Partial<WorkflowPolicy> = {}): Partial<Hosting> => ({
  security: { ...noHosting('').security, workflows: { ...strict, ...changes } },
})
const forks = (changes: Partial<ForkRuns>) =>
  host({ forks: known({ approval: 'first-time', writeToken: false, secrets: false, ...changes }) })
const hidden = unknown('what workflows may do is only visible with `administration: read`', {
  permission: 'administration: read',
})

testCheck(check, {
  notApplicable: [
    { name: 'Actions turned off', hosting: host({ actions: known({ enabled: false, allowed: 'all' }) }) },
    {
      name: 'an archived repository',
      hosting: {
        ...host({ token: known({ write: true, approvesPullRequests: true }) }),
        repository: known({
          fullName: 'acme/shop',
          defaultBranch: 'main',
          visibility: 'public',
          archived: true,
          mirror: false,
          fork: false,
        }),
      },
    },
  ],
  unknown: [
    { name: 'an offline run', reason: 'were not read' },
    {
      name: 'the token of a workflow',
      hosting: host({ actions: hidden, token: hidden, forks: hidden }),
      reason: 'administration: read',
    },
    { name: 'one of them hidden', hosting: host({ forks: unknown('not available here') }), reason: 'not available' },
    { name: 'a host that does not say', hosting: host({ actions: known({ enabled: true }) }), reason: 'does not say' },
  ],
  passes: [
    { name: 'selected actions', hosting: host() },
    { name: 'own actions', hosting: host({ actions: known({ enabled: true, allowed: 'local_only' }) }) },
    {
      name: 'any action, by its commit',
      hosting: host({ actions: known({ enabled: true, allowed: 'all', commitsRequired: true }) }),
    },
    { name: 'approval for all outsiders', hosting: forks({ approval: 'everyone' }) },
    { name: 'forks of a private repository that get nothing', hosting: forks({ approval: 'nobody' }) },
    { name: 'secrets after an approval', hosting: forks({ approval: 'everyone', secrets: true }) },
  ],
  fails: [
    {
      name: 'any action at any tag',
      hosting: host({ actions: known({ enabled: true, allowed: 'all', commitsRequired: false }) }),
      expect: ['anyAction'],
    },
    {
      name: 'any action, on a host that cannot require commits',
      hosting: host({ actions: known({ enabled: true, allowed: 'all' }) }),
      expect: ['anyAction'],
    },
    {
      name: 'tokens that write, whatever is hidden',
      hosting: host({ actions: hidden, token: known({ write: true, approvesPullRequests: false }) }),
      expect: ['writeToken'],
    },
    {
      name: 'workflows that approve',
      hosting: host({ token: known({ write: false, approvesPullRequests: true }) }),
      expect: ['approves'],
    },
    { name: 'approval for new accounts alone', hosting: forks({ approval: 'new-accounts' }), expect: ['newAccounts'] },
    {
      name: 'secrets for forks',
      hosting: forks({ approval: 'nobody', secrets: true, writeToken: true }),
      expect: ['forkAccess'],
    },
  ],
})
