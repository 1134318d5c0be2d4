/** A page, or the form of one, and the names it is for, parted by blanks. */
export type Page = readonly [page: string, names: string]

/** Where the actions of a system document themselves. */
export interface SystemPages {
  /** For what `pages` does not name: `{1}` and `{2}` are the parts of an action's name, parted by `/`. */
  readonly page?: string
  /** The same for names of one part; absent: as `page`. */
  readonly single?: string
  /** For actions by their names without the system. */
  readonly pages: readonly Page[]
}

/** The page of the tool, or undefined; `{tool}` in it is the tool's name. */
export function toolPage(pages: readonly Page[], tool: string): string | undefined {
  return pageFor(pages, tool)?.replace('{tool}', () => encodeURI(tool))
}

/**
 * The page of an action by its name in the lexicon: `owner/repo/path`, `docker://image` or `system:name`. Undefined if its
 * system is none that has pages, or the name is none that the system's page can be told from.
 */
export function actionPage(systems: ReadonlyMap<string, SystemPages>, action: string): string | undefined {
  const [system, name] = partsOf(action)
  const known = systems.get(system)
  const form = known?.single !== undefined && !name.includes('/') ? known.single : known?.page
  return known && (pageFor(known.pages, name) ?? filled(form, name))
}

/** The system of an action, and the action's name there. */
function partsOf(action: string): [system: string, name: string] {
  const colon = action.indexOf(':')
  if (colon < 0) return ['github', action]
  return [action.slice(0, colon), action.slice(colon + 1).replace(/^\/\//, '')]
}

function pageFor(pages: readonly Page[], name: string): string | undefined {
  return pages.find(([, names]) => names.split(' ').includes(name))?.[0]
}

/** The form with the parts of the name; undefined if it asks for more, or the first is another host (`ghcr.io/a/b`). */
function filled(form: string | undefined, name: string): string | undefined {
  const parts = name.split('/')
  if (form === undefined || !form.includes('{')) return form
  if (parts[0]?.includes('.') === true && form.includes('{2}') && parts.length > 2) return undefined
  const missing = [1, 2].some((part) => form.includes(`{${part}}`) && (parts[part - 1] ?? '') === '')
  if (missing) return undefined
  return form.replace(/\{([12])\}/g, (_, part: string) => encodeURI(parts[Number(part) - 1] ?? ''))
}
