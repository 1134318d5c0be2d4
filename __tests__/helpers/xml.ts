/** An element of an XML document. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  /** The text directly inside, entities resolved. */
  readonly text: string
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Characters that XML 1.0 does not have (section 2.2). */
const ILLEGAL = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u

/** Reads a document without comments, instructions and CDATA, as strictly as XML 1.0 says. Throws for everything else. */
export function parseXml(document: string): Element {
  if (ILLEGAL.test(document)) throw new Error('a character that XML does not have')
  const body = document.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '')
  const open: { name: string; attributes: Record<string, string>; children: Element[]; text: string }[] = [
    { name: '', attributes: {}, children: [], text: '' },
  ]
  for (const [token, closing, name, attributes = '', selfClosing] of body.matchAll(
    /<(\/?)([\w-]+)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>|[^<]+|</g,
  )) {
    const parent = open.at(-1)
    if (parent === undefined) throw new Error('more is closed than opened')
    if (name === undefined) {
      parent.text += resolved(token)
    } else if (closing === '/') {
      if (parent.name !== name) throw new Error(`</${name}> closes <${parent.name}>`)
      open.pop()
    } else {
      const element = { name, attributes: attributesOf(attributes), children: [], text: '' }
      parent.children.push(element)
      if (selfClosing === '') open.push(element)
    }
  }
  const [root, ...others] = open[0]?.children ?? []
  if (open.length !== 1 || root === undefined || others.length > 0) throw new Error('not one whole element')
  return root
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const [, name = '', value = ''] of text.matchAll(/([\w-]+)="([^"]*)"/g)) {
    if (Object.hasOwn(attributes, name)) throw new Error(`two attributes ${name}`)
    attributes[name] = resolved(value)
  }
  return attributes
}

function resolved(text: string): string {
  if (text.includes('<')) throw new Error('a stray <')
  return text.replace(/&([^;]{0,8}(?:;|$))?/g, (entity, name: string = '') => {
    const char = ENTITIES[name.slice(0, -1)]
    if (char === undefined) throw new Error(`the entity ${entity}`)
    return char
  })
}
