import { fileLocation } from '../../core/location.js'
import type { FileIndex, SecurityText } from '../../models/index.js'
import type { Files } from '../../snapshot/snapshot.js'
import { ownPathsOutsideTests } from './own-paths.js'

/** RFC 9116, section 3: `/.well-known/security.txt`; the root of a site is where it stood before. */
const PATH =
  /(?:^|\/)\.?well-known\/security\.txt(?:\.\w{1,8})?$|^(?:(?:.+\/)?(?:public|static|www|htdocs|wwwroot|webroot|assets)\/)?security\.txt$/i

const MAX_FILES = 20
const MAX_LINES = 500

/** The files by which sites say how to report a vulnerability. */
export function readSecurityTexts(files: Files, index: FileIndex): SecurityText[] {
  return ownPathsOutsideTests(index)
    .filter((path) => PATH.test(path))
    .slice(0, MAX_FILES)
    .flatMap((path) => {
      const text = files.text(path)
      return text === undefined ? [] : [textOf(path, text)]
    })
}

function textOf(file: string, text: string): SecurityText {
  // RFC 9116, section 2.2: names of fields in any case, one field a line.
  const fields = text.split(/\r?\n/, MAX_LINES).flatMap((line, i) => {
    const [, name = '', value = ''] = /^([A-Za-z-]{1,40}):[ \t]{0,20}(\S.{0,500})$/.exec(line.trimEnd()) ?? []
    const column = line.indexOf(value) + 1
    const at = { file, line: i + 1, column, endLine: i + 1, endColumn: column + value.length, route: name }
    return name === '' ? [] : [{ name: name.toLowerCase(), value, at }]
  })
  const expires = fields.find(({ name }) => name === 'expires')
  return {
    contacts: fields.flatMap(({ name, value }) => (name === 'contact' ? [value] : [])),
    ...(expires !== undefined && { expires: { value: expires.value, at: expires.at } }),
    filledLater: fields.length === 0 || /\{\{|\{%|<%|\$\{/.test(text),
    at: fileLocation(file),
  }
}
