import type { Resource } from '../../models/index.js'

/** What one file of infrastructure code gave. */
export interface FileReading {
  readonly resources: readonly Resource[]
  /** Set if the file, or a part of it, was recognised and not read. */
  /** Set if the file belongs to Ansible, whose files are read together. */
  readonly isAnsible?: true
  readonly unread?: { readonly technology: string; readonly reason: string }
}

export const NOTHING: FileReading = { resources: [] }

/** A playbook, or a list of tasks. */
export const ANSIBLE: FileReading = { resources: [], isAnsible: true }

/** A file that was recognised and not read. */
export function unreadFile(technology: string, reason: string): FileReading {
  return { resources: [], unread: { technology, reason } }
}
