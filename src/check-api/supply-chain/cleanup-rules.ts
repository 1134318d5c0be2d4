import type { Location } from '../../core/location.js'
import type { DictValue, Resource, Value } from '../../models/index.js'
import { isOpen, itemsOf, numberOf, textOf, truthOf, valueAt, valuesAt } from '../../models/value.js'
import { policyOf } from '../security/trust-policies.js'

/** What a registry deletes by itself of the images that have a tag. */
export interface CleanupRule {
  /** How many of the newest stay, whatever their age … */
  readonly versions?: number
  /** … or how many days an image stays. Neither, with `open`: decided elsewhere. */
  readonly days?: number
  readonly open?: true
  readonly at: Location
}

/** The keys of a rule of Amazon ECR, in JSON and in the blocks of Terraform's data source. */
interface RuleKeys {
  readonly rules: string
  readonly priority: string
  readonly selection: string
  readonly status: string
  readonly tags: readonly string[]
  readonly countType: string
  readonly count: string
  readonly action: string
}

/** Amazon ECR User Guide: Lifecycle policy properties. */
const JSON_KEYS: RuleKeys = {
  rules: 'rules',
  priority: 'rulePriority',
  selection: 'selection',
  status: 'tagStatus',
  tags: ['tagPrefixList', 'tagPatternList'],
  countType: 'countType',
  count: 'countNumber',
  action: 'action.type',
}

/** Terraform AWS provider: aws_ecr_lifecycle_policy_document. */
const BLOCK_KEYS: RuleKeys = {
  rules: 'rule',
  priority: 'priority',
  selection: 'selection',
  status: 'tag_status',
  tags: ['tag_prefix_list', 'tag_pattern_list'],
  countType: 'count_type',
  count: 'count_number',
  action: 'action.type',
}

const DOCUMENT = 'data.aws_ecr_lifecycle_policy_document'
const ARTIFACT_REGISTRY = 'google_artifact_registry_repository'

/** Where a type of resource has a lifecycle policy of Amazon ECR. */
const POLICIES: ReadonlyMap<string, string> = new Map([
  ['aws_ecr_lifecycle_policy', 'policy'],
  ['aws_ecr_repository_creation_template', 'lifecycle_policy'],
  ['AWS::ECR::Repository', 'LifecyclePolicy.LifecyclePolicyText'],
  ['AWS::ECR::RepositoryCreationTemplate', 'LifecyclePolicy'],
])

/** The types of resources that {@link cleanupRulesOf} knows. */
export const CLEANED_TYPES: readonly string[] = [...POLICIES.keys(), DOCUMENT, ARTIFACT_REGISTRY]

/** Beginnings of tags of what nobody goes back to in production. */
const PASSING =
  /^(?:pr|mr|pull|merge|preview|feat|feature|branch|cache|buildcache|tmp|temp|snapshot|nightly|ci|dev|develop|test|qa|stg|staging|untagged|dependabot|renovate|rc|alpha|beta|sbom|sha256)(?:[^a-z]|$)/i

/** What a registry's policy deletes of tagged images; undefined if the resource has none that deletes any. */
export function cleanupRulesOf(resource: Resource): CleanupRule[] | undefined {
  const { type, properties } = resource
  if (type === ARTIFACT_REGISTRY) return ofArtifactRegistry(properties)
  if (type === DOCUMENT) return ofRules(properties, BLOCK_KEYS)
  const written = valueAt(properties, POLICIES.get(type) ?? '')
  if (written === undefined) return undefined
  const policy = policyOf(written)
  if (policy !== undefined) return ofRules(policy, JSON_KEYS)
  // A document of the module is judged where it stands.
  const isDocument =
    written.kind === 'unresolved' && written.references.some((reference) => reference.startsWith(`${DOCUMENT}.`))
  return isDocument ? undefined : [{ open: true, at: written.at }]
}

/**
 * An image that a rule matches is left alone by the rules of a lower priority, so what comes after a rule for tagged
 * images concerns others (Amazon ECR User Guide: Automate the cleanup of images, How it works).
 */
function ofRules(policy: DictValue, keys: RuleKeys): CleanupRule[] | undefined {
  const written = policy.entries.get(keys.rules)
  if (written?.kind === 'unresolved' || policy.entries.has('dynamic'))
    return [{ open: true, at: written?.at ?? policy.at }]
  const rules = itemsOf(written).filter((rule) => concernsVersions(rule, keys))
  const [first] = rules.toSorted((a, b) => priorityOf(a, keys) - priorityOf(b, keys))
  return first === undefined ? undefined : [ruleOf(first, keys)]
}

const priorityOf = (rule: Value, { priority }: RuleKeys): number => numberOf(valueAt(rule, priority)) ?? 0

function concernsVersions(rule: Value, { selection, status, tags, action }: RuleKeys): boolean {
  if (rule.kind === 'unresolved') return true
  // Rules may also move images to an archive.
  if ((textOf(valueAt(rule, action)) ?? 'expire') !== 'expire') return false
  const select = valueAt(rule, selection)
  if (textOf(valueAt(select, status)) === 'untagged') return false
  const names = tags.flatMap((key) => (select === undefined ? [] : valuesAt(select, key)))
  return !names.some((name) => PASSING.test((textOf(name) ?? '').replace(/^\*?-?/, '')))
}

function ruleOf(rule: Value, { selection, status, countType, count }: RuleKeys): CleanupRule {
  const select = valueAt(rule, selection)
  const [kind, number] = [valueAt(select, countType), valueAt(select, count)]
  const at = number?.at ?? rule.at
  const amount = numberOf(number)
  if (amount === undefined || isOpen(number) || isOpen(kind) || isOpen(valueAt(select, status)))
    return { open: true, at }
  if (textOf(kind) === 'imageCountMoreThan') return { versions: amount, at }
  // The other ways to count ask when an image was last used, which a running version always was.
  return textOf(kind) === 'sinceImagePushed' ? { days: amount, at } : { days: Infinity, at }
}

/** What a policy keeps no other policy deletes (Google Cloud docs: Artifact Registry, Configure cleanup policies). */
function ofArtifactRegistry(properties: DictValue): CleanupRule[] | undefined {
  if (truthOf(properties.entries.get('cleanup_policy_dry_run')) === true) return undefined
  const policies = properties.entries.get('cleanup_policies')
  if (policies === undefined) return undefined
  if (properties.entries.has('dynamic') || isOpen(policies)) return [{ open: true, at: policies.at }]
  const all = itemsOf(policies)
  const keeps = all.filter((each) => textOf(valueAt(each, 'action')) === 'KEEP')
  const kept = keeps.map((each) => valueAt(each, 'most_recent_versions.keep_count'))
  const deletes = all.filter((each) => textOf(valueAt(each, 'action')) === 'DELETE' && deletesVersions(each))
  const [first] = deletes
  if (first === undefined) return undefined
  const age = valueAt(first, 'condition.older_than')
  const at = age?.at ?? first.at
  // What is kept by tags or by a number that is not known may be all that matters.
  if (kept.some((each) => numberOf(each) === undefined || isOpen(each)) || isOpen(age)) return [{ open: true, at }]
  const most = Math.max(0, ...kept.map((each) => numberOf(each) ?? 0))
  const days = daysOf(textOf(age) ?? '0')
  if (days === undefined) return [{ open: true, at }]
  return [most >= 1 && days < most ? { versions: most, at: kept[0]?.at ?? at } : { days, at }]
}

function deletesVersions(policy: Value): boolean {
  const condition = valueAt(policy, 'condition')
  const prefixes = condition === undefined ? [] : valuesAt(condition, 'tag_prefixes')
  return (
    textOf(valueAt(condition, 'tag_state'))?.toUpperCase() !== 'UNTAGGED' &&
    !prefixes.some((prefix) => PASSING.test(textOf(prefix) ?? ''))
  )
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

/** `2592000s`, `30d` in days. */
function daysOf(text: string): number | undefined {
  const [, number, unit = 's'] = /^(\d+)([smhd])?$/.exec(text) ?? []
  return number === undefined ? undefined : (Number(number) * (SECONDS[unit] ?? 1)) / 86_400
}
