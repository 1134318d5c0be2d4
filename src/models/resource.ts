import type { Located, Location } from '../core/location.js'
import type { Ansible } from './ansible.js'
import type { DictValue, Value } from './value.js'

export type Technology =
  | 'terraform'
  | 'cloudformation'
  | 'kubernetes'
  | 'helm'
  | 'dockerfile'
  | 'compose'
  | 'argocd'
  | 'flux'
  | 'pulumi'
  | 'packer'
  | 'nomad'
  | 'arm'
  | 'bicep'
  | 'cloud-deploy'
  | 'spinnaker'

/** One thing that infrastructure as code defines. */
export interface Resource {
  readonly technology: Technology
  /**
   * The technology's own type: `aws_ecs_service`, `AWS::Lambda::Function`, `apps/v1/Deployment`, `dockerfile`. Terraform's
   * other blocks are here too: `data.aws_ami`, `ephemeral.aws_x`, `module`, `provider`, `variable`, `output`, `locals`, and `run`
   * of test files.
   * Programs of Pulumi have the types of what their providers wrap, where those are known: Terraform's, Kubernetes'.
   */
  readonly type: string
  /** Logical name: Terraform's label, CloudFormation's logical id, Kubernetes' metadata.name, a Dockerfile's path. */
  readonly name: string
  readonly file: string
  /** Folder of the Terraform module or Kustomize/Helm root it belongs to. */
  readonly module?: string
  readonly namespace?: string
  readonly properties: DictValue
  /** The line that names the resource. */
  readonly at: Location
  /**
   * The `module` blocks that make it what it is, where a Terraform module of the tree is called from within the tree. What
   * calls make differ is a resource each.
   */
  readonly calledFrom?: readonly Location[]
  /** False if the file is a template that could only be read in part: absence of a property then proves nothing. */
  readonly complete: boolean
}

export interface TerraformProvider {
  readonly name: string
  readonly source?: Located<string>
  readonly version?: Located<string>
  readonly at: Location
}

/** One folder of `.tf` files. */
export interface TerraformModule {
  /** Folder relative to the root; `.` for the root itself. */
  readonly folder: string
  /** True if somebody applies it: see checks.yaml, definitions, root_module. */
  readonly isRoot: boolean
  readonly calledBy: readonly string[]
  /**
   * `cloud` for a `cloud` block. `settings` is what the block says; options of `terraform init` may add to it, unless they
   * are `whole`: a wrapper that was read hands them over.
   */
  readonly backend?: {
    readonly type: string
    readonly at: Location
    readonly settings?: DictValue
    readonly whole?: true
  }
  /** Set for a Terragrunt unit whose code lies elsewhere: it only has a state, and inputs. */
  readonly isUnit?: true
  readonly requiredVersion?: Located<string>
  readonly requiredProviders: readonly TerraformProvider[]
  /** Providers used by `provider` blocks or resource prefixes, with the first place of use. */
  readonly usedProviders: readonly { readonly name: string; readonly at: Location }[]
  /** False if a file of the folder holds errors or could not be read: what is missing may stand in it. */
  readonly complete: boolean
  /** The lock file's path if it is tracked. */
  readonly lockFile?: string
  /** Source addresses in the lock file, as written there; absent if there is none that can be read. */
  readonly lockedProviders?: readonly string[]
  /** The ignore rule that keeps the lock file out, if there is one. */
  readonly lockIgnored?: Location
  /** A wrapper or service that may add backend, providers or lock: `terragrunt`, `atmos`, `spacelift` … */
  readonly generatedBy?: string
  readonly moduleSources: readonly {
    readonly name: string
    readonly source: Located<string>
    readonly local?: string
  }[]
  /** The first `terraform` block, or the first line of the first file. */
  readonly at: Location
}

/** One change that a kustomization makes to objects before a cluster gets them. */
export interface KustomizePatch {
  /** Which objects (`kind`, `name`, `labelSelector` …); without one, those of the kind and name that its parts have. */
  readonly target?: Value
  /** Parts of objects, or lists of operations (JSON Patch, RFC 6902). Absent if what it does cannot be told. */
  readonly says?: readonly Value[]
  /** As it is written. */
  readonly text: string
  /** Patches that it adds to objects of Flux, which then make them. */
  readonly hands?: readonly KustomizePatch[]
  /** The file that it stands in, if it has one of its own. */
  readonly file?: string
}

/** What takes objects of the tree and may change them: a kustomization, or an object of Flux or Argo CD that builds one. */
export interface Kustomization {
  readonly resource: Resource
  /** The folder by which other kustomizations take it; absent for objects of controllers, which nothing takes. */
  readonly folder?: string
  /** Files and folders that it takes, relative to the root. Remote ones by the path in their repository. */
  readonly takes: readonly string[]
  /** Folders of components: what they change, they change in all that this one takes. */
  readonly components: readonly string[]
  readonly patches: readonly KustomizePatch[]
  /** Where its `replicas`, `images`, `namespace`, `commonLabels` … stand. */
  readonly settings: DictValue
}

export interface Infrastructure {
  readonly resources: readonly Resource[]
  /** What changes Kubernetes objects before a cluster gets them. The objects themselves are read unchanged. */
  readonly kustomizations?: readonly Kustomization[]
  readonly terraform: readonly TerraformModule[]
  readonly ansible: Ansible
  /** Technologies that are present (any file recognised), read or not. */
  readonly technologies: ReadonlySet<string>
  /** Files of technologies that are recognised and not read (Pulumi programs, templated charts …). */
  readonly unread: readonly { readonly file: string; readonly technology: string }[]
  /** Definitions that are there and cannot be read, or not as a whole: something of them is missing from `resources`. */
  readonly broken?: readonly { readonly technology: Technology; readonly at: Location }[]
}
