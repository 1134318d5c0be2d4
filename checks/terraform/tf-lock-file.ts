import {
  addTo,
  because,
  type CheckOutcome,
  defineCheck,
  fileLocation,
  isLocked,
  mayRunInHcp,
  rootModules,
  type TerraformModule,
  z,
} from '../../src/check-api/index.js'

type Message = 'missing' | 'ignored' | 'uncovered'

/** Modules that one ignore line is named for. */
const MOST_NAMED = 10

export default defineCheck({
  id: 'tf-lock-file',
  title: 'Provider lock file is missing or ignored',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.EAC.1', 'OPS05-BP03', 'SEC06-BP04', 'ba.versioning'],
  judgesExamples: false,
  needs: ['infrastructure', 'pipelines'],
  options: z.strictObject({}),
  messages: {
    missing: {
      text: 'Root module {folder} has no committed .terraform.lock.hcl, so every run may use other provider builds.',
      remedy: 'Run terraform init there and commit the lock file.',
    },
    ignored: {
      text: 'This line keeps .terraform.lock.hcl out of the repository, so every run may use other provider builds.',
      remedy: 'Remove the line and commit the lock file of each root module.',
    },
    uncovered: {
      text: '{file} does not cover provider {provider}, so every run may use another build of it.',
      remedy: 'Run terraform init there and commit the lock file.',
    },
  },

  *run({ infrastructure, pipelines }) {
    const roots = rootModules(infrastructure, pipelines)
    if (roots.length === 0) return yield { kind: 'not-applicable', reason: 'there is no Terraform root module' }
    const ignored = new Map<string, TerraformModule[]>()
    for (const root of roots) {
      const { folder, lockFile, lockIgnored, at } = root
      const keeper = keeperOf(root, mayRunInHcp(root, infrastructure))
      if (lockFile !== undefined) yield* judge(root, lockFile)
      else if (!usesProviders(root)) {
        yield { kind: 'not-applicable', reason: '{folder} uses no provider', data: { folder } }
      } else if (keeper !== undefined) {
        const data = { keeper, folder }
        yield { kind: 'unknown', origin: 'files', reason: '{keeper} may keep the lock of {folder} itself', data, at }
      } else if (lockIgnored !== undefined) {
        const line = `${lockIgnored.file}:${lockIgnored.line}`
        addTo(ignored, line, root)
      } else {
        yield { kind: 'problem', message: 'missing', data: { folder }, at }
      }
    }
    for (const modules of ignored.values()) yield* ignoring(modules)
  },
})

/** Modules that it calls use providers too. */
function usesProviders({ usedProviders, moduleSources }: TerraformModule): boolean {
  return usedProviders.length + moduleSources.length > 0
}

function keeperOf({ generatedBy }: TerraformModule, hcp: boolean): string | undefined {
  return generatedBy ?? (hcp ? 'HCP Terraform' : undefined)
}

function* judge(root: TerraformModule, file: string): Generator<CheckOutcome<Message>> {
  const missing =
    root.lockedProviders === undefined ? [] : root.usedProviders.filter(({ name }) => !isLocked(root, name))
  for (const { name: provider, at } of missing) {
    yield { kind: 'problem', message: 'uncovered', data: { file, provider }, at }
  }
  if (missing.length === 0) {
    yield { kind: 'evidence', text: '{file} is committed', data: { file }, at: fileLocation(file) }
  }
}

/** One finding for the line, whatever number of modules it concerns. */
function* ignoring(modules: readonly TerraformModule[]): Generator<CheckOutcome<Message>> {
  const at = modules[0]?.lockIgnored
  if (at === undefined) return
  const named = modules.slice(0, MOST_NAMED).map((module) => because(module.at, `root module ${module.folder}`))
  yield { kind: 'problem', message: 'ignored', at, because: named }
}
