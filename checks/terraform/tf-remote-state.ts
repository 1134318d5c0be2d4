import {
  backendWriter,
  defineCheck,
  isForTrying,
  mayRunInHcp,
  rootModules,
  z,
  type CheckOutcome,
  type TerraformModule,
} from '../../src/check-api/index.js'

export default defineCheck({
  id: 'tf-remote-state',
  title: 'Root module keeps its state locally',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.EAC.1',
    'ops05-bp10.workflows.safe-rerun',
    'OPS05-BP01',
    'hc.automate.deployments.remote-state',
    'hc.define.version-control.remote-state',
    'ba.bottleneck.state-management',
  ],
  judgesExamples: false,
  definitions: ['terraform'],
  needs: ['infrastructure', 'pipelines', 'files'],
  options: z.strictObject({}),
  messages: {
    local: {
      text: 'Root module {folder} has no backend or cloud block, so its state stays on the machine that applies it.',
      remedy: 'Add a backend block with locking to its terraform block, such as backend "s3" with use_lockfile = true.',
    },
    localBackend: {
      text: 'Root module {folder} keeps its state in a local file on purpose.',
      remedy: 'Use a backend that people and pipelines share, and that locks.',
    },
  },

  *run({ infrastructure, pipelines, files }) {
    const roots = rootModules(infrastructure, pipelines)
    if (roots.length === 0) return yield { kind: 'not-applicable', reason: 'there is no Terraform root module' }
    for (const root of roots) {
      yield isShared(root)
        ? {
            kind: 'evidence',
            text: '{folder} keeps its state in {backend}',
            data: { folder: root.folder, backend: root.backend.type },
            at: root.backend.at,
          }
        : (excuse(root, mayRunInHcp(root, infrastructure), backendWriter(root, files, pipelines)) ?? problem(root))
    }
  },
})

function isShared(root: TerraformModule): root is TerraformModule & Required<Pick<TerraformModule, 'backend'>> {
  return root.backend !== undefined && root.backend.type !== 'local'
}

/** Why the missing backend may be right. */
function excuse(root: TerraformModule, hcp: boolean, writer: string | undefined): CheckOutcome<never> | undefined {
  const { folder, generatedBy, complete, backend, at } = root
  const data = { folder, by: generatedBy ?? writer ?? '' }
  const unknown = { kind: 'unknown', origin: 'files', data, at } as const
  if (generatedBy !== undefined) return { ...unknown, reason: '{by} may add the backend of {folder}' }
  if (backend !== undefined) return undefined
  if (!complete) return { ...unknown, reason: 'a file of {folder} could not be read whole' }
  if (writer !== undefined) return { ...unknown, reason: '{by} may add the backend of {folder}' }
  if (hcp) return { ...unknown, reason: 'HCP Terraform may keep the state of {folder}' }
  return makesStateStore(folder)
    ? { kind: 'not-applicable', reason: '{folder} makes the store of all states, and starts without one', data }
    : undefined
}

/** Loses least where only who develops it applies it. */
function problem({ folder, backend, at }: TerraformModule): CheckOutcome<'local' | 'localBackend'> {
  const severity = isForTrying(at.file) ? 'warning' : 'error'
  return backend === undefined
    ? { kind: 'problem', message: 'local', data: { folder }, at, severity }
    : { kind: 'problem', message: 'localBackend', data: { folder }, at: backend.at, severity }
}

/** By the name of its folder: `bootstrap`, `terraform/state-bucket`, `tfstate`. */
function makesStateStore(folder: string): boolean {
  const name = folder.split('/').at(-1)?.toLowerCase() ?? ''
  return /(?:^|[-_])(?:bootstrap(?:ping)?|tf-?state|(?:remote|terraform|tf)[-_](?:state|backend)|state[-_](?:bucket|backend|store))(?:[-_]|$)/.test(
    name,
  )
}
