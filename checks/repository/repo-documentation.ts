import {
  defineCheck,
  elsewhereOf,
  givenUp,
  guidesOf,
  isLinkOut,
  z,
  type CheckOutcome,
  type Codeowners,
  type Guide,
  type Known,
  type Project,
  type Subjects,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'none' | 'generated' | 'thin' | 'unusable' | 'contributing' | 'empty' | 'dead'>

/** Headings under which a reader learns how to use, build or test what is here. */
const USE =
  /\busage|\buse\b|\busing|install|getting.started|quick|\bbuild|\bdevelop|\btest|\brun|\bset-?up|\bexample|\bhow\b|\bstart|\bcommand|\bdeploy|\bapi\b|\bconfigur|\bprerequisite|\brequire|\binput|\btutorial|\bguide/i

/** Links by which a README hands its reader on to documents elsewhere. */
const DOCUMENTS =
  /doc|guide|manual|wiki|handbook|learn|tutorial|getting-?started|readme|intro|help|site|\.io\b|\.dev\b/i

const CONTRIBUTING = /contribut|develop|hacking|pull.request|merge.request|working on|participat/i

export default defineCheck({
  id: 'repo-documentation',
  title: 'Repository documents missing, empty or dead',
  severity: 'warning',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.SCM.6',
    'DL.EAC.5',
    'DL.CR.1',
    'OPS05-BP06',
    'SEC11-BP01',
    'hc.define.map-workflows.in-repo',
    'hc.culture.learning',
    'ba.misuse.untrained-tools',
    'ba.step.6-training-docs',
  ],
  needs: ['project', 'codeowners'],
  wants: ['repository', 'history'],
  options: z.strictObject({
    minLines: z._default(z.int().check(z.gte(1)), 15),
    minWords: z._default(z.int().check(z.gte(1)), 60),
  }),
  messages: {
    none: {
      text: 'There is no README: nobody who comes here learns what this is, or how to build, test and run it.',
      remedy: 'Add README.md with what it is for, how to build, test and use it, and whom to ask.',
    },
    generated: {
      text: '{file} is still the text that {tool} writes into every new project; it says nothing of this one.',
      remedy: 'Say what this is for, how to build, test and run it, and whom to ask.',
    },
    thin: {
      text: '{file} has {words} words and names no other document: a new person cannot build, test or use this with it.',
      remedy: 'Say what this is for, how to build, test and use it, and whom to ask; or link the document that does.',
    },
    unusable: {
      text: '{file} shows no command and has no part on how to build, test or use what is here.',
      remedy: 'Add the commands that a new person needs on the first day, or link the document that has them.',
    },
    contributing: {
      text: 'Nothing says how to bring in a change: there is no CONTRIBUTING file, and no part of the README for it.',
      remedy: 'Add CONTRIBUTING.md: how to build and test, what a change must hold, who reviews it.',
    },
    empty: {
      text: '{file} has {words} words, too few to tell anybody how to bring in a change.',
      remedy: 'Say how to build and test, what a change must hold and who reviews it; or link the page that does.',
    },
    dead: {
      text: '{file} links {target}, which the repository does not have.',
      remedy: 'Name the file where it is now, or remove the link.',
    },
  },

  *run({ project, codeowners, repository, history }, limits): Generator<Outcome> {
    const reason = givenUp(repository)
    if (reason !== undefined) return yield { kind: 'not-applicable', reason }
    const readmes = guidesOf(project, 'readme')
    yield* judgeReadme(readmes, project, limits)
    yield* judgeContributing(project, codeowners.host, history)
    const shown = [...readmes, ...guidesOf(project, 'contributing')].filter(({ at }) => isAtTheTop(at.file))
    for (const { at: document, deadLinks } of shown) {
      const seen = new Set<string>()
      for (const { value, at } of deadLinks) {
        if (!seen.has(value))
          yield {
            kind: 'problem',
            message: 'dead',
            data: { file: document.file, target: value },
            at,
            severity: 'notice',
          }
        seen.add(value)
      }
    }
  },
})

function* judgeReadme(
  readmes: readonly Guide[],
  { kind }: Project,
  { minLines, minWords }: { minLines: number; minWords: number },
): Generator<Outcome> {
  const [first] = readmes
  if (first === undefined) return yield { kind: 'problem', message: 'none' }
  const { at } = first
  const { file } = at
  if (readmes.every(({ unread }) => unread))
    return yield { kind: 'unknown', origin: 'files', reason: '{file} could not be read', data: { file }, at }
  const best = readmes.reduce((one, other) => (other.words > one.words ? other : one))
  const place = { data: { file: best.at.file, words: best.words }, at: best.at }
  const leadsOn = best.links.some(({ value }) => DOCUMENTS.test(value) || !isLinkOut(value))
  if (best.generatedBy !== undefined)
    return yield { kind: 'problem', message: 'generated', ...place, data: { ...place.data, tool: best.generatedBy } }
  const lines = best.text.split('\n').filter((line) => /\p{L}/u.test(line)).length
  const isThin = lines < minLines && best.words < minWords && best.code.length < 2
  if (isThin && !leadsOn) return yield { kind: 'problem', message: 'thin', ...place }
  const isUsable = best.code.length > 0 || best.headings.some((heading) => USE.test(heading)) || leadsOn
  if (!isUsable && kind !== 'docs-only' && kind !== 'examples')
    return yield { kind: 'problem', message: 'unusable', ...place, severity: 'notice' }
  yield { kind: 'evidence', text: '{file} says what is here in {words} words', ...place }
}

/** A person who works alone needs no rules for changes. */
function* judgeContributing(
  project: Project,
  host: Codeowners['host'],
  history: Known<Subjects['history']>,
): Generator<Outcome> {
  const [guide] = guidesOf(project, 'contributing').filter(({ unread }) => !unread)
  if (guide !== undefined) {
    const { at, words, links } = guide
    const data = { file: at.file, words }
    if (words < 20 && links.length === 0) yield { kind: 'problem', message: 'empty', data, at, severity: 'notice' }
    else yield { kind: 'evidence', text: '{file} says how to bring in a change', data, at }
    return
  }
  const said = guidesOf(project, 'readme').find(
    ({ headings, links }) =>
      headings.some((heading) => CONTRIBUTING.test(heading)) || links.some(({ value }) => /contribut/i.test(value)),
  )
  if (said !== undefined)
    return yield {
      kind: 'evidence',
      text: '{file} says how to bring in a change',
      data: { file: said.at.file },
      at: said.at,
    }
  if (history.known && history.value.authors < 2 && !history.value.shallow) return
  if (host === 'github' || !history.known) yield elsewhereOf(host, 'a CONTRIBUTING file')
  else yield { kind: 'problem', message: 'contributing', severity: 'notice' }
}

/** Documents deeper down are often pages of a site, with addresses of its own. */
function isAtTheTop(path: string): boolean {
  return /^(?:\.git(?:hub|lab)\/)?[^/]+$/.test(path)
}
