import {
  defineCheck,
  definedElsewhere,
  deployPaths,
  invokedFunctions,
  isForUse,
  noDeployment,
  z,
  type CheckOutcome,
  type InvokedFunction,
} from '../../src/check-api/index.js'

type Message = 'latest' | 'allAtOnce' | 'noSignal'

export default defineCheck({
  id: 'rollback-lambda-gradual',
  title: 'Lambda release has no alias shift with rollback',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.ADS.2',
    'DL.ADS.3',
    'ops05-bp10.service.codedeploy',
    'ops05-bp10.boundaries.rollback',
    'OPS06-BP03',
    'OPS06-BP04',
    'REL08-BP05',
    'hc.deploy.apps.auto-revert',
  ],
  judgesExamples: false,
  needs: ['infrastructure', 'delivery', 'files'],
  options: z.strictObject({}),
  messages: {
    latest: {
      text: 'Function {function} is replaced for all callers at once: it has no alias that could still point to the last version.',
      remedy:
        'Publish versions behind an alias and shift it by CodeDeploy; in SAM with AutoPublishAlias and a DeploymentPreference of type Canary or Linear with an alarm.',
    },
    allAtOnce: {
      text: 'Function {function} moves its alias to a new version at once.',
      remedy: 'Shift it by a Canary or Linear type, so that an alarm can stop the shift.',
    },
    noSignal: {
      text: 'Function {function} shifts traffic gradually, but no alarm or hook would stop a bad version.',
      remedy: 'Name Alarms or Hooks in its DeploymentPreference.',
    },
  },

  *run({ infrastructure, delivery, files }) {
    const functions = invokedFunctions(infrastructure).filter(({ file }) => isForUse(file, files))
    const question = { tool: 'aws-lambda', kind: 'function', whether: 'it shifts traffic gradually' } as const
    const unseen = [...definedElsewhere(delivery, question)]
    yield* unseen
    if (functions.length === 0) {
      if (unseen.length === 0) yield { kind: 'not-applicable', reason: 'there is no function that anything calls' }
      return
    }
    const none = noDeployment(delivery)
    if (none !== undefined) return yield none
    if (!deployPaths(delivery).some(({ tier }) => tier === 'production' || tier === 'unknown'))
      return yield { kind: 'not-applicable', reason: 'no pipeline deploys to production' }
    for (const each of functions) yield judge(each)
  },
})

/** Where nobody waits for the answer, a failed event comes again: a lesser case. */
function judge({ name, answers, release }: InvokedFunction): CheckOutcome<Message> {
  const data = { function: name }
  const { at } = release
  const severity = answers ? 'warning' : 'notice'
  switch (release.how) {
    case 'latest':
      return { kind: 'problem', message: 'latest', data, at, severity }
    case 'at-once':
      return { kind: 'problem', message: 'allAtOnce', data, at, severity }
    case 'open':
      return {
        kind: 'unknown',
        origin: 'files',
        reason: 'how function {function} is released is decided elsewhere',
        data,
        at,
      }
    case 'shift':
      return release.guarded
        ? {
            kind: 'evidence',
            text: 'function {function} shifts traffic by {type}',
            data: { ...data, type: release.type },
            at,
          }
        : { kind: 'problem', message: 'noSignal', data, at, severity }
  }
}
