import {
  type CheckOutcome,
  defineCheck,
  groupBy,
  isForUse,
  onceForEachKey,
  Overlays,
  type Pull,
  type Resource,
  textOf,
  valueAt,
  z,
} from '../../src/check-api/index.js'

type Message = 'manual' | 'selfHeal' | 'suspended' | 'drift' | 'warnOnly'

/** Keys by which overlays change what is judged, by the kind of the object. */
const DECIDING: Readonly<Record<string, readonly string[]>> = {
  Application: ['syncPolicy', 'automated', 'selfHeal'],
  ApplicationSet: ['syncPolicy', 'automated', 'selfHeal'],
  Kustomization: ['suspend'],
  HelmRelease: ['suspend', 'driftDetection'],
}

export default defineCheck({
  id: 'k8s-gitops-reconcile',
  title: 'GitOps controller does not correct drift',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'AG.DEP.2',
    'ops05-bp10.hardening.manual-fallback',
    'OPS05-BP03',
    'REL13-BP04',
    'hc.gitops',
    'hc.gitops.declarative',
    'hc.gitops.single-source-of-truth',
    'hc.gitops.continuous-reconciliation',
  ],
  judgesExamples: false,
  needs: ['delivery', 'infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    manual: {
      text: '{kind} {name} waits for a person to sync, so the cluster drifts from what is committed until somebody does.',
      remedy: 'Set syncPolicy.automated with selfHeal: true, or keep syncs by hand to production alone.',
    },
    selfHeal: {
      text: '{kind} {name} applies new commits and leaves in place what somebody changed in the cluster by hand.',
      remedy: 'Set syncPolicy.automated.selfHeal: true.',
    },
    suspended: {
      text: '{kind} {name} is suspended, so neither commits nor changes by hand are reconciled.',
      remedy: 'Take spec.suspend out, or remove the object if it is no longer used.',
    },
    drift: {
      text: 'HelmRelease {name} does not look for changes that somebody made by hand in the cluster.',
      remedy:
        'Set spec.driftDetection.mode: enabled (helm.toolkit.fluxcd.io/v2), for many releases by one patch in the Kustomization above them.',
    },
    warnOnly: {
      text: 'HelmRelease {name} reports what was changed by hand in the cluster, and leaves it in place.',
      remedy: 'Set spec.driftDetection.mode: enabled, with ignore rules for what other controllers write.',
    },
  },

  *run({ delivery, infrastructure, files }) {
    const overlays = new Overlays(infrastructure)
    const outcomes = byResource(delivery.pulls)
      .filter(([{ file }]) => isForUse(file, files))
      .flatMap(([resource, pulls]) => judge(resource, pulls, overlays))
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'no controller is told to deploy from a repository' }
    yield* onceForEachKey(
      outcomes,
      ({ message, severity, data }) => [message, severity, data?.['kind']],
      ({ data }) => `${String(data?.['kind'])} ${String(data?.['name'])}, too`,
    )
  },
})

/** What each object tells, which may be several applications. Those that go away with a change, or lack a source, are left out. */
function byResource(pulls: readonly Pull[]): [Resource, Pull[]][] {
  const lasting = pulls.filter(({ tier, sources }) => tier !== 'preview' && sources.length > 0)
  return [...groupBy(lasting, ({ resource }) => resource)]
}

function judge(resource: Resource, pulls: readonly Pull[], overlays: Overlays): CheckOutcome<Message>[] {
  const { type, name, at } = resource
  const kind = type.slice(type.lastIndexOf('/') + 1)
  const data = { kind, name }
  const open = { kind: 'unknown', origin: 'files', data, at } as const
  if (DECIDING[kind]?.some((key) => overlays.maySet(key, resource)) === true)
    return [{ ...open, reason: 'a patch may change how {kind} {name} is reconciled' }]
  if (kind === 'ApplicationSet' && textOf(valueAt(resource.properties, 'spec.strategy.type')) === 'RollingSync')
    return [{ ...open, reason: 'the steps of {kind} {name} start its syncs, which says nothing of changes by hand' }]
  const problem = pulls.map((pull) => problemOf(pull, kind)).find((each) => each !== undefined)
  if (problem !== undefined) return [{ kind: 'problem', data, ...problem }]
  const unclear = pulls.some(
    ({ automated, corrects }) => automated === undefined || (corrects === undefined && kind !== 'Kustomization'),
  )
  if (unclear) return [{ ...open, reason: 'whether {kind} {name} corrects drift hangs on an expression' }]
  return [{ kind: 'evidence', text: '{kind} {name} takes back what is changed by hand', data, at }]
}

type Found = Pick<Extract<CheckOutcome<Message>, { kind: 'problem' }>, 'message' | 'at' | 'severity'>

function problemOf(pull: Pull, kind: string): Found | undefined {
  return pull.controller === 'argocd' ? problemOfArgo(pull) : problemOfFlux(pull, kind)
}

/** Argo CD docs: Automated Sync Policy. Who syncs production by hand has a reason for it. */
function problemOfArgo({ automated, corrects, tier, resource }: Pull): Found | undefined {
  const { properties, at } = resource
  const policy = ['spec.syncPolicy', 'spec.template.spec.syncPolicy'].map((path) => valueAt(properties, path))
  const place = policy.find((value) => value !== undefined)?.at ?? at
  if (automated === false) {
    const open = tier === 'production' || tier === 'unknown'
    return { message: 'manual', at: place, ...(open && { severity: 'notice' }) }
  }
  return automated === true && corrects === false ? { message: 'selfHeal', at: place } : undefined
}

/** Flux docs: Kustomization (it corrects by design), Helm Releases (Drift detection). */
function problemOfFlux({ automated, corrects, resource }: Pull, kind: string): Found | undefined {
  const { properties, at } = resource
  if (automated === false) {
    const suspend = valueAt(properties, 'spec.suspend')
    // The source may be what is suspended; it is not the object's own doing then.
    return suspend === undefined ? undefined : { message: 'suspended', at: suspend.at }
  }
  if (kind !== 'HelmRelease' || corrects !== false) return undefined
  const mode = valueAt(properties, 'spec.driftDetection.mode')
  if (textOf(mode) === 'warn') return { message: 'warnOnly', at: mode?.at ?? at, severity: 'notice' }
  return { message: 'drift', at: mode?.at ?? at }
}
