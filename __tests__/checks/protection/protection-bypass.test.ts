import { expect, test } from '@jest/globals'
import check from '../../../checks/protection/protection-bypass.js'
import { known, unknown } from '../../../src/core/known.js'
import { plain } from '../../../src/core/message.js'
import type { BypassActor } from '../../../src/models/index.js'
import { run, testCheck } from '../../helpers/check-tester.js'
import { protection } from '../../helpers/hosting.js'

const actor = (
  kind: BypassActor['kind'],
  name: string,
  mode: BypassActor['mode'] = 'always',
  source = 'ruleset main',
): BypassActor => ({ kind, name, mode, source })
const bypass = (...actors: BypassActor[]) => protection({ bypass: known(actors) })
const emergency = actor('team', 'team acme/emergency', 'pull-request')
const administrators = actor('administrators', 'administrators', 'always', 'classic protection')

testCheck(check, {
  passes: [
    { name: 'nobody', hosting: bypass() },
    { name: 'a team in pull requests', hosting: bypass(emergency) },
    { name: 'a release bot', hosting: bypass(actor('app', 'app release-bot')) },
    { name: 'deploy keys', hosting: bypass(actor('deploy-key', 'deploy keys')) },
    { name: 'administrators in pull requests', hosting: bypass(actor('role', 'role admin', 'pull-request')) },
  ],
  notApplicable: [
    {
      name: 'one person alone commits',
      hosting: bypass(administrators),
      history: known({ authors: 1, commits: 40, shallow: false }),
    },
  ],
  implied: [{ name: 'an unprotected branch', hosting: protection({ protected: false }) }],
  unknown: [
    { name: 'an offline run' },
    {
      name: 'a token that may not write the ruleset',
      hosting: protection({ bypass: unknown('the bypass list is hidden', { permission: 'administration: read' }) }),
      reason: 'hidden',
    },
    { name: 'a host that was not asked', hosting: protection(), reason: 'was not read' },
  ],
  fails: [
    { name: 'administrators of classic protection', hosting: bypass(administrators), expect: ['administrators'] },
    { name: 'the role of administrators, always', hosting: bypass(actor('role', 'role admin')), expect: ['always'] },
    { name: 'a team, always', hosting: bypass(actor('team', 'team acme/core')), expect: ['always'] },
    { name: 'owners of the organisation', hosting: bypass(actor('organization-admin', 'owners')), expect: ['always'] },
    { name: 'without a trace', hosting: bypass(actor('user', 'user jane', 'exempt')), expect: ['exempt'] },
    {
      name: 'everybody who may push, in pull requests',
      hosting: bypass(actor('role', 'role write', 'pull-request')),
      expect: ['everyone'],
    },
    {
      name: 'several, beside some that are no problem',
      hosting: bypass(administrators, emergency, actor('team', 'team acme/core'), actor('app', 'app release-bot')),
      expect: ['administrators', 'always'],
    },
  ],
})

test('the actors of one ruleset are one finding', () => {
  const hosting = bypass(actor('role', 'role admin'), actor('team', 'team acme/core'))
  const { outcomes } = run(check, { hosting }).result
  expect(outcomes.map((each) => ('message' in each ? plain(each.message) : ''))).toEqual([
    '"role admin, team acme/core" may push to "main" past "ruleset main", without a pull request.',
  ])
})
