import type { Spot } from './keys.js'

/**
 * A state of Terraform or OpenTofu that tells of something: one without resources and outputs, and an encrypted one, do
 * not (OpenTofu docs: State and plan encryption). Values of resources stand in it as they are, passwords included
 * (Terraform docs: Sensitive data in state).
 */
export function stateIn(text: string): Spot[] {
  const state = parsed(text)
  if (state === undefined || 'encrypted_data' in state) return []
  const isState = 'terraform_version' in state || 'serial' in state || 'lineage' in state
  const holds = ['resources', 'modules', 'outputs'].some((key) => !isEmpty(state[key]))
  return isState && holds ? [{ what: 'Terraform state', start: 0, end: 1, shownBy: 'form' }] : []
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

function isEmpty(value: unknown): boolean {
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0
}
