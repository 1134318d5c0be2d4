import { defineCheck, z } from '../../src/check-api/index.js'

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
  needs: ['infrastructure', 'files'],
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

  *run({ infrastructure, files }) {
    const roots = infrastructure.terraform.filter(
      ({ isRoot, folder }) => isRoot && !files.isExcluded(`${folder}/main.tf`),
    )
    if (roots.length === 0) return yield { kind: 'not-applicable', reason: 'there is no Terraform root module' }
    for (const { folder, backend, generatedBy, at } of roots) {
      if (backend !== undefined && backend.type !== 'local') {
        yield {
          kind: 'evidence',
          text: '{folder} keeps its state in {backend}',
          data: { folder, backend: backend.type },
          at: backend.at,
        }
      } else if (generatedBy !== undefined) {
        yield {
          kind: 'unknown',
          origin: 'files',
          reason: '{tool} may generate the backend of {folder}',
          data: { tool: generatedBy, folder },
          at,
        }
      } else if (backend !== undefined) {
        yield { kind: 'problem', message: 'localBackend', data: { folder }, at: backend.at }
      } else {
        yield { kind: 'problem', message: 'local', data: { folder }, at }
      }
    }
  },
})
