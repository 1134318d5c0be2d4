import {
  defineCheck,
  pathsFitting,
  reachedByItself,
  searchGap,
  settingsChange,
  startedBy,
  unreadable,
  z,
  type CheckOutcome,
  type Subjects,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'alerts' | 'securityUpdates' | 'pushProtection' | 'privateReporting'>
type Security = Subjects['security']

/** Services that tell of new vulnerabilities by themselves, once a project is known to them. */
const WATCHING: ReadonlySet<string> = new Set(['snyk', 'socket', 'mend', 'whitesource', 'fossa', 'debricked'])

/** Where GitHub looks for a security policy (GitHub docs, "Adding a security policy to your repository"). */
const POLICY = /^(?:\.github\/|docs\/)?security(?:\.(?:md|markdown|rst|adoc|txt))?$/i

const ALERTS = { facet: 'alerts' } as const
const SECRETS = { facet: 'secret-protection' } as const

export default defineCheck({
  id: 'settings-security-alerts',
  title: 'Vulnerability alerts or secret protection are off',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.LD.4',
    'QA.ST.1',
    'QA.ST.6',
    'AG.ACG.10',
    'waf.sec.traceability',
    'SEC02-BP03',
    'SEC06-BP01',
    'SEC11-BP02',
  ],
  facets: {
    alerts: ['QA.ST.1', 'QA.ST.6', 'AG.ACG.10', 'SEC06-BP01'],
    'secret-protection': ['DL.LD.4', 'SEC02-BP03'],
  },
  needs: ['security', 'pipelines', 'files', 'project'],
  wants: ['repository', 'reportedChecks'],
  options: z.strictObject({}),
  messages: {
    alerts: {
      text: 'Dependabot alerts are off, and {tool} looks at dependencies only when something changes: nobody hears of a vulnerability that becomes known later.',
      remedy:
        'Turn on Dependabot alerts in the repository’s security settings, or let the scan run on a schedule as well.',
    },
    securityUpdates: {
      text: 'Dependabot tells of vulnerable dependencies and opens no pull request that updates them: each fix waits for a person to look.',
      remedy: 'Turn on Dependabot security updates in the repository’s security settings.',
    },
    pushProtection: {
      text: 'Push protection is off: a secret is noticed only after it was pushed.',
      remedy: 'Turn on push protection beside secret scanning in the repository’s security settings.',
    },
    privateReporting: {
      text: 'Private vulnerability reporting is off, and the repository has no SECURITY.md that names another way.',
      remedy:
        'Turn on private vulnerability reporting in the repository’s security settings, or name a private way in SECURITY.md.',
    },
  },

  *run({ security, pipelines, files, project, repository, reportedChecks }) {
    if (repository.known && (repository.value.archived || repository.value.mirror))
      return yield { kind: 'not-applicable', reason: 'nobody works in an archived repository or a mirror' }
    yield judgeAlerts(security, pipelines, reportedChecks)
    yield* judgeUpdates(security, project)
    yield* judgeSecrets(security)
    const isPublic = repository.known ? repository.value.visibility === 'public' : undefined
    if (isPublic !== false) yield* judgeReporting(security, files.paths)
  },
})

/** Without any scan the missing scan is the finding; a scan on a schedule does what the alerts would do. */
function judgeAlerts(
  { dependencyAlerts }: Security,
  pipelines: Subjects['pipelines'],
  reported: Parameters<typeof searchGap>[2],
): Outcome {
  if (!dependencyAlerts.known) return { ...unreadable(dependencyAlerts), ...ALERTS }
  if (dependencyAlerts.value) return { kind: 'evidence', text: 'Dependabot alerts are on', ...ALERTS }
  const scansIn = ({ steps }: ReturnType<typeof startedBy>) =>
    steps.flatMap(({ step }) => step.intents).filter(({ kind }) => kind === 'sca')
  const nightly = startedBy(pipelines, ({ kind }) => kind === 'schedule')
  const [scheduled] = scansIn(nightly)
  if (scheduled !== undefined) {
    const { tool, at, because } = scheduled
    return {
      kind: 'evidence',
      text: '{tool} looks at dependencies on a schedule',
      data: { tool },
      at,
      because,
      ...ALERTS,
    }
  }
  const scans = scansIn(reachedByItself(pipelines, { schedule: false }))
  const watching = scans.find(({ tool }) => WATCHING.has(tool))
  if (watching !== undefined) {
    const reason = 'the service of {tool} may tell of new vulnerabilities'
    return { kind: 'unknown', origin: 'hosting', reason, data: { tool: watching.tool }, ...ALERTS }
  }
  const [scan] = scans
  if (scan === undefined)
    return { kind: 'implied', by: 'supply-composition-analysis', reason: 'Dependabot alerts are off', ...ALERTS }
  const gap = searchGap(nightly, pipelines, reported, 'look at dependencies on a schedule')
  return gap?.origin === 'files'
    ? { ...gap, ...ALERTS }
    : {
        kind: 'problem',
        message: 'alerts',
        data: { tool: scan.tool },
        because: scan.because,
        ...ALERTS,
        patch: [settingsChange('PUT', 'vulnerability-alerts')],
      }
}

/** Bots other than Dependabot bring fixes by themselves, and a setting that only administrators see is not missed. */
function* judgeUpdates(
  { dependencyAlerts, securityUpdates }: Security,
  { updaters }: Subjects['project'],
): Generator<Outcome> {
  const isOn = dependencyAlerts.known && dependencyAlerts.value
  const hasOther = updaters.some(({ tool, obsolete }) => tool !== 'dependabot' && obsolete !== true)
  if (securityUpdates?.known !== true || !isOn || hasOther) return
  if (securityUpdates.value)
    yield { kind: 'evidence', text: 'Dependabot opens pull requests for vulnerable dependencies', ...ALERTS }
  else yield { kind: 'problem', message: 'securityUpdates', severity: 'notice', ...ALERTS }
}

/** Secret scanning that is off is the finding of the check that knows the scanners in pipelines as well. */
function* judgeSecrets({ secretScanning, pushProtection }: Security): Generator<Outcome> {
  if (!secretScanning.known) yield { ...unreadable(secretScanning), ...SECRETS }
  else if (!secretScanning.value) {
    const reason = 'secret scanning is off'
    return yield { kind: 'implied', by: 'supply-secret-scanning', reason, ...SECRETS }
  } else yield { kind: 'evidence', text: 'secret scanning is on', ...SECRETS }

  if (pushProtection === undefined) return
  if (!pushProtection.known) yield { ...unreadable(pushProtection), ...SECRETS }
  else if (pushProtection.value) yield { kind: 'evidence', text: 'push protection is on', ...SECRETS }
  else {
    const body = { security_and_analysis: { secret_scanning_push_protection: { status: 'enabled' } } }
    yield { kind: 'problem', message: 'pushProtection', ...SECRETS, patch: [settingsChange('PATCH', '', body)] }
  }
}

function* judgeReporting({ privateReporting }: Security, paths: readonly string[]): Generator<Outcome> {
  const [policy] = pathsFitting(paths, [POLICY])
  if (policy !== undefined || privateReporting === undefined) return
  if (!privateReporting.known) yield unreadable(privateReporting)
  else if (privateReporting.value) yield { kind: 'evidence', text: 'vulnerabilities can be reported in private' }
  else {
    const patch = [settingsChange('PUT', 'private-vulnerability-reporting')]
    yield { kind: 'problem', message: 'privateReporting', severity: 'notice', patch }
  }
}
