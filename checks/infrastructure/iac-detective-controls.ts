import {
  callsOf,
  controlOf,
  defineCheck,
  isForUse,
  isOfLandingZone,
  mayBringControls,
  neighboursIn,
  z,
  type CheckOutcome,
  type Control,
  type Resource,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'off' | 'none'>
const DETECT = { facet: 'detect' } as const
const REMEDIATE = { facet: 'remediate' } as const

export default defineCheck({
  id: 'iac-detective-controls',
  title: 'No detective control is deployed as code',
  severity: 'notice',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'QA.NT.5',
    'AG.ACG.3',
    'AG.ACG.6',
    'waf.sec.traceability',
    'waf.sec.automate-security',
    'SEC01-BP06',
    'SEC03-BP07',
    'SEC04-BP04',
    'SEC06-BP05',
  ],
  facets: { detect: ['AG.ACG.3', 'QA.NT.5', 'SEC01-BP06'], remediate: ['AG.ACG.6', 'SEC04-BP04'] },
  judgesExamples: false,
  needs: ['infrastructure', 'files', 'project'],
  options: z.strictObject({}),
  messages: {
    off: {
      text: '{resource} is switched off ({setting}), so nothing looks for what goes wrong in the account.',
      remedy: 'Switch it on, or remove it.',
    },
    none: {
      text: 'Accounts are declared here ({resource}), and nothing here watches them: no rule finds what breaks the rules.',
      remedy:
        'Deploy rules with the accounts: a conformance pack, GuardDuty and Security Hub, policy assignments, Security Command Center.',
    },
  },

  *run({ infrastructure, files, project }): Generator<Outcome> {
    const resources = infrastructure.resources.filter(({ file }) => isForUse(file, files))
    const neighbours = neighboursIn(resources)
    const controls = resources.flatMap((each) => controlOf(each, neighbours) ?? [])
    const watching = controls.filter(({ does }) => does === 'detect')
    yield* watching.length > 0 ? detected(watching) : [unwatched(resources, project.kind === 'infrastructure')]
    yield mended(controls, watching.length > 0)
  },
})

/** Those that are off each by themselves; of the others the first is enough. */
function detected(controls: readonly Control[]): Outcome[] {
  const off = controls.filter(({ verdict }) => verdict === 'off')
  const on = controls.find(({ verdict }) => verdict === 'on')
  const open = controls.find(({ verdict }) => verdict === 'open')
  const problems = off.map(({ resource, setting = '', at }): Outcome => {
    const data = { ...nameOf(resource), setting }
    return { ...DETECT, kind: 'problem', message: 'off', data, at, because: callsOf(resource) }
  })
  if (on !== undefined)
    return [
      ...problems,
      { ...DETECT, kind: 'evidence', text: '{resource} watches', data: nameOf(on.resource), at: on.at },
    ]
  return open === undefined || off.length > 0 ? problems : [undecided(open.resource, DETECT)]
}

function unwatched(resources: readonly Resource[], isInfrastructure: boolean): Outcome {
  const zone = resources.find(isOfLandingZone)
  if (zone === undefined)
    return {
      ...DETECT,
      kind: 'not-applicable',
      reason: 'no accounts, subscriptions or rules for them are declared here',
    }
  const module = resources.find(mayBringControls)
  if (module !== undefined) return undecided(module, DETECT)
  if (!isInfrastructure)
    return {
      ...DETECT,
      kind: 'unknown',
      origin: 'files',
      reason: 'what watches {resource} may be kept elsewhere',
      data: nameOf(zone),
      at: zone.at,
    }
  return { ...DETECT, kind: 'problem', message: 'none', data: nameOf(zone), at: zone.at, because: callsOf(zone) }
}

/** What mends by itself is a step further: not to see it says nothing. */
function mended(controls: readonly Control[], isWatched: boolean): Outcome {
  const found = controls.filter(({ does }) => does === 'remediate')
  const on = found.find(({ verdict }) => verdict === 'on')
  if (on !== undefined)
    return {
      ...REMEDIATE,
      kind: 'evidence',
      text: '{resource} mends what is found',
      data: nameOf(on.resource),
      at: on.at,
    }
  const [open] = found
  if (open !== undefined) return undecided(open.resource, REMEDIATE)
  if (isWatched)
    return {
      ...REMEDIATE,
      kind: 'unknown',
      origin: 'files',
      reason: 'what is found may be mended by rules that are kept elsewhere',
    }
  return { ...REMEDIATE, kind: 'not-applicable', reason: 'nothing here finds what would have to be mended' }
}

function undecided(resource: Resource, facet: { readonly facet: string }): Outcome {
  return {
    ...facet,
    kind: 'unknown',
    origin: 'files',
    reason: 'whether {resource} watches anything is decided elsewhere',
    data: nameOf(resource),
    at: resource.at,
  }
}

function nameOf({ type, name }: Resource) {
  return { resource: `${type} ${name}` }
}
