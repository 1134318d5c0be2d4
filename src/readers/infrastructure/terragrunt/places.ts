import type { ScalarValue, Value } from '../../../models/index.js'
import { unresolved } from '../make-value.js'
import { foldersUpFrom, inFolder, moduleFolder, resolveFolder } from '../terraform/paths.js'

/** For whom a configuration is evaluated: what it includes sees the same place. */
export interface Place {
  /** Folder of the unit. Of a unit that a stack makes it is the one in which Terragrunt would put it. */
  readonly folder: string
  /** What a stack gives the unit. */
  readonly values?: Value
}

/** Stands for the folder of the checkout, which nobody knows, in front of paths within it. No source text holds it. */
const CHECKOUT = '\u0000checkout'

/** The absolute path of a folder or file of the tree, as far as it can be told. */
export function absolute(path: string): string {
  return path === '.' ? CHECKOUT : `${CHECKOUT}/${path}`
}

/** The path of the tree that a text leads to from `folder`; undefined for what is not in the tree. */
export function treePath(text: string, folder: string): string | undefined {
  if (text.startsWith(CHECKOUT)) return resolveFolder('.', text.slice(CHECKOUT.length))
  return text.startsWith('/') || text.includes('://') ? undefined : resolveFolder(folder, text)
}

/** How `to` is reached from `from`: `../a`, or `.` where they are the same. */
export function relativePath(from: string, to: string): string {
  const [down, up] = [namesOf(to), namesOf(from)]
  let shared = 0
  while (shared < down.length && shared < up.length && down[shared] === up[shared]) shared += 1
  return [...up.slice(shared).map(() => '..'), ...down.slice(shared)].join('/') || '.'
}

/** The first file or folder of the name above `folder`, the folder itself left out, as Terragrunt searches. */
export function foundAbove(name: string, folder: string, has: (path: string) => boolean): string | undefined {
  const [, ...above] = foldersUpFrom(folder)
  return above.map((each) => inFolder(each, name)).find(has)
}

/** The folder above, of an absolute path as {@link absolute} writes it or of any other text. */
export function parentOf(text: string): string | undefined {
  if (text === CHECKOUT) return undefined
  return text.startsWith(CHECKOUT) ? absolute(moduleFolder(text.slice(CHECKOUT.length + 1))) : moduleFolder(text)
}

/** The last name of a path; undefined for the checkout's own folder. */
export function lastName(text: string): string | undefined {
  return text === CHECKOUT ? undefined : text.slice(text.lastIndexOf('/') + 1)
}

/** The value without absolute paths and unread content: what hangs on where the checkout lies is unresolved. */
export function withoutCheckout(value: Value): Value {
  switch (value.kind) {
    case 'scalar':
      return typeof value.value === 'string' && value.value.includes('\u0000') ? pathValue(value, value.value) : value
    case 'list':
      return { ...value, items: value.items.map(withoutCheckout) }
    case 'dict':
      return {
        ...value,
        entries: new Map([...value.entries].map(([key, each]) => [key, withoutCheckout(each)])),
      }
    case 'unresolved':
      return value
  }
}

function pathValue({ at }: ScalarValue, text: string): Value {
  return unresolved(text.replaceAll(CHECKOUT, '${get_repo_root()}').replaceAll('\u0000', ''), ['get_repo_root'], at)
}

function namesOf(folder: string): string[] {
  return folder === '.' ? [] : folder.split('/')
}
