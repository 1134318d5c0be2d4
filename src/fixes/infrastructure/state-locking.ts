import { refuse } from '../edits.js'
import { insertAttribute } from '../hcl/change.js'
import type { Fixer, FixInput, Proposal } from '../types.js'
import { inHcl } from './places.js'
import { folderOf } from '../../core/paths.js'

/** Terraform and OpenTofu know it from 1.10 on (Terraform docs: Backend Type s3, use_lockfile). */
const SINCE = 10

/** Locks a state in S3 with a file beside it, for which the role needs to write and delete one more object. */
export const stateLocking: Fixer = {
  check: 'tf-state-locking',
  messages: ['s3'],
  fixability: 'suggestion',
  does: 'Adds `use_lockfile = true` to the S3 backend. The role that runs Terraform must be allowed to write and delete `<key>.tflock`',
  leaves: 'Modules whose `required_version` allows Terraform before 1.10, which does not know it',
  propose: (input) => (knowsLockFile(input) ? inHcl(input, addLock) : refuse(OLDER)),
}

const OLDER = 'required_version allows Terraform before 1.10, which does not know use_lockfile'

function addLock(source: Parameters<typeof insertAttribute>[0], route: string): Proposal {
  return insertAttribute(source, route, 'use_lockfile', 'true')
}

function knowsLockFile({ models, finding: { at } }: FixInput): boolean {
  const { infrastructure } = models()
  const folder = folderOf(at.file) || '.'
  const modules = infrastructure.known ? infrastructure.value.terraform : []
  const required = modules.find((each) => each.folder === folder)?.requiredVersion?.value ?? ''
  return required.split(',').some((part) => {
    const [, minor] = /^\s*(?:(?:~>|>=|=)\s*)?v?1\.(\d+)(?:\.\d+)?\s*$/.exec(part) ?? []
    return minor !== undefined && Number(minor) >= SINCE
  })
}
