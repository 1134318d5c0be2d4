/** A strict reader of the pages that the reporter writes: the elements with their attributes, in order. */

export interface Element {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
}

const VOID = new Set(['meta', 'input', 'br', 'link'])
const TAG = /^<(\/?)([a-z][a-z0-9-]*)((?:\s+[a-zA-Z-]+(?:="[^"<>]*")?)*)\s*(\/?)>/i
const ATTRIBUTE = /([a-zA-Z-]+)(?:="([^"]*)")?/g

/** The elements of the page. Throws where one is not closed, an attribute is not quoted, or a sign stands alone. */
export function elementsOf(page: string): Element[] {
  const elements: Element[] = []
  const open: string[] = []
  let rest = page.replace(/^\s*<!doctype html>/, '')
  while (rest !== '') {
    const next = rest.indexOf('<')
    const text = next < 0 ? rest : rest.slice(0, next)
    const inScript = open.at(-1) === 'script' || open.at(-1) === 'style'
    if (!inScript && />/.test(text)) throw new Error(`a sign that is not escaped: ${text.slice(0, 200)}`)
    if (next < 0) break
    rest = rest.slice(next)
    const tag = TAG.exec(rest)
    if (inScript && (tag === null || tag[1] === '' || tag[2] !== open.at(-1))) {
      rest = rest.slice(1)
      continue
    }
    if (tag === null) throw new Error(`no tag: ${rest.slice(0, 200)}`)
    const [whole, closes, name = '', attributes = '', selfCloses] = tag
    rest = rest.slice(whole.length)
    if (closes === '/') {
      const last = open.pop()
      if (last !== name) throw new Error(`</${name}> closes <${last ?? 'nothing'}>`)
      continue
    }
    elements.push({ name, attributes: attributesOf(attributes) })
    if (!VOID.has(name) && selfCloses !== '/') open.push(name)
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(', ')}`)
  return elements
}

function attributesOf(text: string): Map<string, string> {
  return new Map(Array.from(text.matchAll(ATTRIBUTE), ([, name = '', value = '']) => [name, value]))
}

/** The page without what texts fill in: names of elements and of their attributes. */
export function skeletonOf(page: string): string[] {
  return elementsOf(page).map(({ name, attributes }) => [name, ...attributes.keys()].join(' '))
}
