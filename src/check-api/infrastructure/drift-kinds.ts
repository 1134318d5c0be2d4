import type { Intent } from '../../models/index.js'
import { TERRAFORM_TOOLS } from './terraform-commands.js'

/** Kinds of infrastructure code that know what they made, so that it can be compared with what is there. */
export type DriftKind = 'Terraform' | 'Pulumi' | 'CloudFormation' | 'Kubernetes' | 'Ansible'

/** The kind of code that a command or an action applies, plans or compares; undefined if it is none of these. */
export function driftKindOf({ tool, covers }: Pick<Intent, 'tool' | 'covers'>): DriftKind | undefined {
  if (TERRAFORM_TOOLS.has(tool) || tool === 'hcp-terraform' || covers.includes('terraform')) return 'Terraform'
  if (covers.includes('pulumi')) return 'Pulumi'
  if (covers.includes('cloudformation')) return 'CloudFormation'
  if (covers.includes('kubernetes')) return 'Kubernetes'
  return tool === 'ansible' ? 'Ansible' : undefined
}

/** A resource by which a service is told to compare code with what is there. */
export interface Detector {
  /** The type, or the end of it where versions stand in between. */
  readonly type: RegExp
  readonly detects: DriftKind
  readonly service: string
  /** Where it is switched on: this property is true … */
  readonly on?: string
  /** … or this one is not. */
  readonly notOff?: string
  /** Or it holds this text: AWS Config's rules are told by name. */
  readonly names?: { readonly path: string; readonly text: string }
}

const CONFIG_RULE = 'CLOUDFORMATION_STACK_DRIFT_DETECTION_CHECK'

/**
 * HCP Terraform (`tfe_workspace`: assessments_enabled), Spacelift and env0 (their Terraform providers), the Flux controller
 * for OpenTofu (`spec.disableDriftDetection`), AWS Config (list of managed rules).
 */
export const DETECTORS: readonly Detector[] = [
  { type: /^tfe_workspace$/, detects: 'Terraform', service: 'HCP Terraform', on: 'assessments_enabled' },
  { type: /^spacelift_drift_detection$/, detects: 'Terraform', service: 'Spacelift' },
  { type: /^env0_environment_drift_detection$/, detects: 'Terraform', service: 'env0' },
  {
    type: /^infra\.contrib\.fluxcd\.io\/[^/]+\/Terraform$/,
    detects: 'Terraform',
    service: 'the OpenTofu controller of Flux',
    notOff: 'spec.disableDriftDetection',
  },
  {
    type: /^aws_config_config_rule$/,
    detects: 'CloudFormation',
    service: 'AWS Config',
    names: { path: 'source.source_identifier', text: CONFIG_RULE },
  },
  {
    type: /^AWS::Config::ConfigRule$/,
    detects: 'CloudFormation',
    service: 'AWS Config',
    names: { path: 'Source.SourceIdentifier', text: CONFIG_RULE },
  },
]
