import type { Location } from '../../core/location.js'
import type { Infrastructure, Resource, Value } from '../../models/index.js'
import { itemsOf, textOf, valueAt } from '../../models/value.js'

/** Something that looks at signatures whenever anything new is to run. */
export interface SignaturePolicy {
  /** For a person: `ClusterPolicy signed-images`. */
  readonly what: string
  /** `blocks`: what is not signed does not run. `reports`: it runs, and somebody may read that it was not signed. */
  readonly effect: 'blocks' | 'reports' | 'unknown'
  /** What it watches over. */
  readonly over: 'kubernetes' | 'lambda' | 'google-cloud' | 'source'
  readonly at: Location
}

type Judgement = Pick<SignaturePolicy, 'effect'> & { readonly at?: Location | undefined }
type Kind = readonly [over: SignaturePolicy['over'], judge: (properties: Value) => Judgement | undefined]

/** Objects by their type without the version of the API, with how they say what happens to what is not signed. */
const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['kyverno.io/ClusterPolicy', ['kubernetes', kyverno]],
  ['kyverno.io/Policy', ['kubernetes', kyverno]],
  ['policies.kyverno.io/ImageValidatingPolicy', ['kubernetes', imageValidating]],
  ['policies.kyverno.io/NamespacedImageValidatingPolicy', ['kubernetes', imageValidating]],
  ['policy.sigstore.dev/ClusterImagePolicy', ['kubernetes', sigstore]],
  ['portieris.cloud.ibm.com/ClusterImagePolicy', ['kubernetes', () => ({ effect: 'blocks' })]],
  ['portieris.cloud.ibm.com/ImagePolicy', ['kubernetes', () => ({ effect: 'blocks' })]],
  ['constraints.gatekeeper.sh/RatifyVerification', ['kubernetes', gatekeeper]],
  ['source.toolkit.fluxcd.io/OCIRepository', ['source', flux('spec.verify')]],
  ['source.toolkit.fluxcd.io/GitRepository', ['source', flux('spec.verify')]],
  ['source.toolkit.fluxcd.io/HelmChart', ['source', flux('spec.verify')]],
  ['helm.toolkit.fluxcd.io/HelmRelease', ['source', flux('spec.chart.spec.verify')]],
  ['argoproj.io/AppProject', ['source', flux('spec.signatureKeys')]],
  ['google_binary_authorization_policy', ['google-cloud', binaryAuthorization]],
  ['aws_lambda_code_signing_config', ['lambda', onDeployment('policies.untrusted_artifact_on_deployment')]],
  ['AWS::Lambda::CodeSigningConfig', ['lambda', onDeployment('CodeSigningPolicies.UntrustedArtifactOnDeployment')]],
])

/** Groups of objects by which a cluster is told what it may not let in. */
const ADMISSION =
  /^(?:(?:policies\.)?kyverno\.io|policy\.sigstore\.dev|constraints\.gatekeeper\.sh|templates\.gatekeeper\.sh)\//

/** Everything in the tree that looks at signatures by itself, in order of file. */
export function signaturePolicies({ resources }: Pick<Infrastructure, 'resources'>): SignaturePolicy[] {
  return resources.flatMap((resource) => {
    const [over, judge] = KINDS.get(typeOf(resource)) ?? []
    const found = judge?.(resource.properties)
    if (over === undefined || found === undefined) return []
    const kind = resource.type.slice(resource.type.lastIndexOf('/') + 1)
    return [{ what: `${kind} ${resource.name}`, effect: found.effect, over, at: found.at ?? resource.at }]
  })
}

/** The first object by which the tree tells a cluster what it may not let in, whatever it is about. */
export function admissionPolicy({ resources }: Pick<Infrastructure, 'resources'>): Resource | undefined {
  return resources.find(({ type }) => ADMISSION.test(type))
}

/** `kyverno.io/v1/ClusterPolicy` without its version. */
function typeOf({ type }: Resource): string {
  return type.replace(/\/v\d\w*\//, '/')
}

function withEffect(value: Value | undefined, blocks: RegExp, fallback: SignaturePolicy['effect']): Judgement {
  if (value === undefined) return { effect: fallback }
  const text = textOf(value)
  if (text === undefined) return { effect: 'unknown', at: value.at }
  return { effect: blocks.test(text) ? 'blocks' : 'reports', at: value.at }
}

/** Kyverno docs: Verify Images Rules, and `failureAction` and `validationFailureAction`, which are `Audit` by default. */
function kyverno(properties: Value): Judgement | undefined {
  const rules = itemsOf(valueAt(properties, 'spec.rules')).flatMap((rule) => itemsOf(valueAt(rule, 'verifyImages')))
  const [first] = rules
  if (first === undefined) return undefined
  const action = valueAt(first, 'failureAction') ?? valueAt(properties, 'spec.validationFailureAction')
  return withEffect(action, /^enforce$/i, 'reports')
}

/** Kyverno docs: ImageValidatingPolicy, `validationActions`, which is `Deny` by default. */
function imageValidating(properties: Value): Judgement | undefined {
  const actions = valueAt(properties, 'spec.validationActions')
  const texts = itemsOf(actions).flatMap((each) => textOf(each) ?? [])
  if (texts.length === 0) return { effect: actions?.kind === 'unresolved' ? 'unknown' : 'blocks' }
  return { effect: texts.includes('Deny') ? 'blocks' : 'reports', at: actions?.at }
}

/** Sigstore docs: Policy Controller, `mode`, which is `enforce` by default. An authority that always passes checks nothing. */
function sigstore(properties: Value): Judgement | undefined {
  const authorities = itemsOf(valueAt(properties, 'spec.authorities'))
  if (authorities.every((each) => textOf(valueAt(each, 'static.action')) === 'pass')) return undefined
  return withEffect(valueAt(properties, 'spec.mode'), /^enforce$/, 'blocks')
}

/** Gatekeeper docs: `enforcementAction`, which is `deny` by default. */
function gatekeeper(properties: Value): Judgement {
  return withEffect(valueAt(properties, 'spec.enforcementAction'), /^(?:deny|scoped)$/, 'blocks')
}

/** Flux docs: `.spec.verify`; Argo CD docs: GnuPG signature verification. What does not verify is not applied. */
function flux(path: string): (properties: Value) => Judgement | undefined {
  return (properties) => {
    const value = valueAt(properties, path)
    return value === undefined
      ? undefined
      : { effect: value.kind === 'unresolved' ? 'unknown' : 'blocks', at: value.at }
  }
}

/** Google Cloud docs: Binary Authorization policy reference. */
function binaryAuthorization(properties: Value): Judgement | undefined {
  const rules = [
    ...itemsOf(valueAt(properties, 'default_admission_rule')),
    ...itemsOf(valueAt(properties, 'cluster_admission_rules')),
  ]
  const asking = rules.find((rule) => textOf(valueAt(rule, 'evaluation_mode')) === 'REQUIRE_ATTESTATION')
  return asking && withEffect(valueAt(asking, 'enforcement_mode'), /^ENFORCED_/, 'unknown')
}

/** AWS Lambda developer guide: Code signing, where `Warn` is the default. */
function onDeployment(path: string): (properties: Value) => Judgement {
  return (properties) => withEffect(valueAt(properties, path), /^Enforce$/, 'reports')
}
