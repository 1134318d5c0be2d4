import { fileLocation, type Located, type Location } from '../../../core/location.js'
import type { DocumentedCommand, FileIndex, Infrastructure } from '../../../models/index.js'
import type { Files } from '../../../snapshot/snapshot.js'
import { folderOf, nameOf, nearestFirst } from '../../paths.js'
import { deploysThisTree } from './deploy-commands.js'
import { readSections, type CodeLine, type Heading, type Section } from './sections.js'
import { ownPathsOutsideTests } from '../own-paths.js'

/** Documents beyond this number are not opened; the ones nearest to the root come first. */
const MAX_DOCUMENTS = 60

const DOCUMENT = /\.(?:md|markdown|rst|adoc)$/i

/** Documents for the people who work on or run the repository, wherever they lie. */
const BY_NAME = /^(?:readme|contributing|deploy|releas|runbook|operations|production|rollback|roll-back|disaster)/i

/** Documents in documentation folders that tell how the product is run. */
const RUNS = /deploy|release|runbook|rollback|roll-back|operat|production|incident|recovery|on-?call|disaster/i

const DOCUMENTATION_FOLDER = /(?:^|\/)(?:docs?|documentation|runbooks?|playbooks?|operations|ops)\//i

/** Text under these headings is for trying things out, for users of what is published, or for emergencies. */
const EXEMPT =
  /quick\W?start|getting[\W_]started|\blocal|\bdevelop|\busage\b|\binstall|\bexamples?\b|\btutorial|\btry\b|\bminikube\b|\bkind\b|\bk3[ds]\b|\bemergency\b|break[\W_]glass|\bprerequisite|\btest|\bdemo\b|\bdocker[\W_]desktop\b|\bsandbox\b|\bworkshop\b|\buninstall|\bclean|\bdestroy|\btear|\bbootstrap|\bfirst\b|\binitial|\bhow (?:to|do i) use/i

/** Documents in these folders describe the product to its users, or decisions about it. */
const ABOUT_PRODUCT =
  /(?:^|\/)(?:features?|concepts?|reference|api|blog|design|proposals?|adrs?|decisions|tutorials?|user-guide)\//i

/** What a sentence needs before a code span to be an instruction, and what shows that it is not one. */
const INSTRUCTS = /\b(?:run|running|execute|executing|type|invoke|then)\b/i
const DENIES =
  /\b(?:not|never|don['’]t|instead|automatically|automated|pipeline|workflow|ci|cd|action|before|after|when|while|if)\b/i

const ROLLBACK =
  /\broll(?:ing|ed|s)?[\W_]?back|\bback(?:ing)?[\W_]?out\b|\brevert(?:ing)? (?:a |an |the |to a )?(?:release|deploy|version|previous)/i
const ROLLBACK_SCRIPT =
  /(?:^|\/)roll-?back(?:[_-][\w-]*)?\.(?:sh|bash|ps1)$|^(?:(?:scripts?|bin|ops|deploy|ci|tools)\/)?roll-?back(?:[_-][\w-]*)?(?:\.(?:py|rb))?$/i

interface Document {
  readonly path: string
  readonly sections: readonly Section[]
}

/** The documents that tell how the repository is built, deployed and run, opened and split at their headings. */
export function readDocuments(files: Files, index: FileIndex): Document[] {
  const documents = ownPathsOutsideTests(index)
    .filter((path) => DOCUMENT.test(path))
    .filter((path) => !ABOUT_PRODUCT.test(path))
    .filter((path) => BY_NAME.test(nameOf(path)) || (DOCUMENTATION_FOLDER.test(path) && RUNS.test(nameOf(path))))
  return nearestFirst(documents)
    .slice(0, MAX_DOCUMENTS)
    .flatMap((path) => {
      const text = files.text(path)
      return text === undefined ? [] : [{ path, sections: readSections(text, { asciidoc: path.endsWith('.adoc') }) }]
    })
}

/** Commands by which a document tells people to deploy what is in this tree, in order of document and line. */
export function documentedDeploys(
  documents: readonly Document[],
  files: Files,
  index: FileIndex,
  infrastructure: Infrastructure,
): DocumentedCommand[] {
  return documents.flatMap(({ path, sections }) => {
    const tree = { files, index, infrastructure, folder: folderOf(path) }
    if ((!isReadme(path) && EXEMPT.test(nameOf(path))) || /bootstrap/i.test(tree.folder)) return []
    return sections
      .filter(
        ({ headings }) => !headings.some(({ level, text }) => (level > 1 || !isReadme(path)) && EXEMPT.test(text)),
      )
      .flatMap(({ headings, code }) =>
        code
          .filter((line) => tellsPeople(line) && deploysThisTree(commandsOf(line.text), tree))
          .map((line) => describe(path, headings, line)),
      )
  })
}

const isReadme = (path: string): boolean => /^readme/i.test(nameOf(path))

function tellsPeople({ form, before, text }: CodeLine): boolean {
  if (form === 'block') return true
  return text.includes(' ') && INSTRUCTS.test(before) && !DENIES.test(before)
}

/** The words of each command of a line: `cd infra && terraform apply` deploys, and so does what a pipe ends in. */
function commandsOf(text: string): string[][] {
  const commands: string[][] = [[]]
  for (const word of text.replace(/\\$/, '').split(/\s+/)) {
    if (['&&', ';', '|', '||'].includes(word)) commands.push([])
    else if (word !== '') commands.at(-1)?.push(word.replace(/^["']|["';]$/g, ''))
  }
  return commands
}

function describe(file: string, headings: readonly Heading[], { text, line, column }: CodeLine): DocumentedCommand {
  const at: Location = {
    file,
    line,
    column,
    endLine: line,
    endColumn: column + text.length,
    route: [...headings.map((heading) => heading.text), text].join(' > '),
  }
  return { file, command: text, heading: headings.at(-1)?.text ?? '', at }
}

/** Documents, or parts of them, that tell how to go back to an earlier version in steps, and scripts that do it. */
export function rollbackDocuments(documents: readonly Document[], index: FileIndex): Located<string>[] {
  const sections = documents.flatMap(({ path, sections }) => {
    const whole = ROLLBACK.test(nameOf(path))
    return sections
      .filter(({ headings, steps }) => steps > 0 && (whole || ROLLBACK.test(headings.at(-1)?.text ?? '')))
      .slice(0, whole ? 1 : undefined)
      .map(({ headings, line }) => ({
        value: headings.at(-1)?.text ?? path,
        at: { ...fileLocation(path), line, endLine: line, route: headings.map((heading) => heading.text).join(' > ') },
      }))
  })
  const scripts = ownPathsOutsideTests(index)
    .filter((path) => ROLLBACK_SCRIPT.test(path))
    .map((path) => ({ value: path, at: fileLocation(path) }))
  return [...sections, ...scripts]
}
