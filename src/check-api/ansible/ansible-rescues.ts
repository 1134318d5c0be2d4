import type { Ansible, AnsibleTask, Deployment } from '../../models/index.js'

/** Modules that only tell of a failure. */
const TELLING = /(?:^|\.)(?:debug|fail|assert|set_fact|meta|pause|uri|slack|mail)$/

/**
 * The first task by which a playbook that the deployment runs sets things right after a failure, in the rescue part of a
 * block (Ansible docs: Blocks, Handling errors with blocks).
 */
export function rescueOf({ tool, targets }: Deployment, { plays }: Pick<Ansible, 'plays'>): AnsibleTask | undefined {
  if (tool !== 'ansible') return undefined
  const files = new Set(targets.flatMap(({ kind, known, text }) => (kind === 'path' && known ? [text] : [])))
  return plays
    .filter(({ file }) => files.has(file))
    .flatMap(({ tasks }) => tasks)
    .find(({ module, blocks }) => blocks.some(({ part }) => part === 'rescue') && !TELLING.test(module))
}
