import { defineCheck, z } from '../../src/check-api/index.js'

export default defineCheck({
  id: 'tf-lock-file',
  title: 'Provider lock file is missing or ignored',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.EAC.1', 'OPS05-BP03', 'SEC06-BP04', 'ba.versioning'],
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    missing: {
      text: 'Root module {folder} has no committed .terraform.lock.hcl, so every run may use other provider builds.',
      remedy: 'Run terraform init there and commit the lock file.',
    },
    ignored: {
      text: 'This line keeps the provider lock file of {folder} out of the repository.',
      remedy: 'Remove the line and commit .terraform.lock.hcl.',
    },
  },

  *run({ infrastructure, files }) {
    const roots = infrastructure.terraform.filter(
      ({ isRoot, folder }) => isRoot && !files.isExcluded(`${folder}/main.tf`),
    )
    if (roots.length === 0) return yield { kind: 'not-applicable', reason: 'there is no Terraform root module' }
    for (const { folder, lockFile, lockIgnored, generatedBy, backend, usedProviders, at } of roots) {
      if (lockFile !== undefined) {
        yield {
          kind: 'evidence',
          text: '{file} is committed',
          data: { file: lockFile },
          at: { ...at, file: lockFile, line: 1, column: 1, endLine: 1, endColumn: 1 },
        }
      } else if (usedProviders.length === 0) {
        yield { kind: 'not-applicable', reason: '{folder} uses no provider', data: { folder } }
      } else if (generatedBy !== undefined || backend?.type === 'cloud' || backend?.type === 'remote') {
        const tool = generatedBy ?? 'HCP Terraform'
        yield {
          kind: 'unknown',
          origin: 'files',
          reason: '{tool} may keep the lock of {folder} itself',
          data: { tool, folder },
          at,
        }
      } else if (lockIgnored !== undefined) {
        yield { kind: 'problem', message: 'ignored', data: { folder }, at: lockIgnored }
      } else {
        yield { kind: 'problem', message: 'missing', data: { folder }, at }
      }
    }
  },
})
