import { pathsStartingWith } from '../../core/path-index.js'
import type { FileIndex, Infrastructure, Pipelines, TerraformModule } from '../../models/index.js'
import { isSample } from '../common/paths.js'
import { stepsOf } from '../pipelines/pipelines.js'
import { folderOfIntent } from './terraform-commands.js'

const TOOLS: ReadonlySet<string> = new Set(['terraform', 'opentofu', 'tofu'])

/**
 * The folders that somebody applies: root modules by what they hold, and those in which a pipeline plans or applies.
 * Samples and contributed folders count only if they say where their state is.
 */
export function rootModules({ terraform }: Infrastructure, pipelines: Pipelines): TerraformModule[] {
  const applied = appliedFolders(pipelines)
  return terraform
    .filter(({ isRoot, folder, calledBy }) => isRoot || (applied.has(folder) && calledBy.length === 0))
    .filter(({ backend, at }) => backend !== undefined || !isSample(at.file))
}

function appliedFolders(pipelines: Pipelines): ReadonlySet<string> {
  const folders = new Set<string>()
  for (const { step } of stepsOf(pipelines, { inlined: true })) {
    for (const intent of step.intents) {
      if (!TOOLS.has(intent.tool) || (intent.kind !== 'iac-plan' && intent.kind !== 'iac-apply')) continue
      const folder = folderOfIntent(intent)
      if (folder !== undefined && !/[$`]/.test(folder)) folders.add(folder)
    }
  }
  return folders
}

/**
 * Whether HCP Terraform may run the module without a word in it: where a workspace takes its code from the repository,
 * it keeps state and lock without a `cloud` block (HCP Terraform docs: UI and VCS-driven Run Workflow).
 */
export function mayRunInHcp(module: TerraformModule, { terraform }: Infrastructure): boolean {
  return (
    module.usedProviders.some(({ name }) => name === 'tfe') ||
    terraform.some(({ backend }) => backend?.type === 'cloud' || backend?.type === 'remote')
  )
}

/**
 * What in the tree may write the backend of a module before Terraform runs: a template or a settings file beside it, or
 * a script of a pipeline that names such a file.
 */
export function backendWriter({ folder }: TerraformModule, files: FileIndex, pipelines: Pipelines): string | undefined {
  const start = folder === '.' ? '' : `${folder}/`
  const template = pathsStartingWith(files.paths, start).find(
    (path) =>
      !path.slice(start.length).includes('/') &&
      /\.tf(?:\.json)?\.[\w.]+$|\.tfbackend$|\bbackend\b.*\.(?:hcl|conf|config|tpl|tmpl|j2)$/.test(path),
  )
  if (template !== undefined) return template
  const step = stepsOf(pipelines, { actions: true }).find(({ step: { run } }) =>
    /(?:backend|override)\w*\.tf\b|\bbackend\s+\\?"\w+\\?"\s*\{/.test(run?.value ?? ''),
  )
  return step?.pipeline.file
}

/** Whether the lock file covers the provider: by its source address if the module names it, else by its type. */
export function isLocked({ lockedProviders, requiredProviders }: TerraformModule, provider: string): boolean {
  const source = requiredProviders
    .find(({ name }) => name === provider)
    ?.source?.value.toLowerCase()
    .split('/') ?? [provider]
  return (lockedProviders ?? []).some((address) => {
    const locked = address.toLowerCase().split('/')
    return source.slice(-2).every((part, index, parts) => locked.at(index - parts.length) === part)
  })
}
