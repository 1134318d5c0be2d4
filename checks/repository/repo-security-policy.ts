import {
  defineCheck,
  elsewhereOf,
  givenUp,
  guidesOf,
  z,
  type CheckOutcome,
  type Delivery,
  type FileIndex,
  type Guide,
  type Known,
  type Project,
  type RepositoryFacts,
  type SecurityText,
} from '../../src/check-api/index.js'

type Message = 'none' | 'template' | 'nowhere' | 'readme' | 'expired' | 'incomplete'
type Outcome = CheckOutcome<Message>

/** Sentences of templates that nobody has filled in, and addresses that nobody has. */
const TEMPLATE =
  /use this section to tell people how|tell them where to go, how often|\[(?:insert|your|security|email|contact)[^\]\n]{0,60}\](?!\()|<(?:your|security|insert|contact)[-_ ][^>\n]{0,40}>|@(?:example\.(?:com|org|net)|your-?(?:domain|company|org)\.\w{2,4})\b/i

/** By what a reader gets to somebody: an address, or what the host and its kin offer. */
const WAY =
  /[\w.+-]{1,64}(?:@|\s?[([]at[)\]]\s?)[\w-]+\.\w|https?:\/\/|private(?:ly)? (?:vulnerability|report|security)|security (?:tab|advisor)|report a vulnerability|hackerone|bugcrowd|intigriti|yeswehack|\bslack\b|mailing list|e-?mail|signal|pgp/i

const ABOUT = /\bsecurity\b|\bvulnerabilit/i

/** Other files by which projects say whom to tell (Kubernetes; OpenSSF Security Insights). */
const OTHERS = ['SECURITY_CONTACTS', 'SECURITY-INSIGHTS.yml', 'security-insights.yml', '.github/security-insights.yml']

export default defineCheck({
  id: 'repo-security-policy',
  title: 'No way to report a vulnerability',
  severity: 'warning',
  confidence: 'high',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.SCM.7', 'SEC06-BP01', 'SEC11-BP08'],
  judgesExamples: false,
  needs: ['project', 'codeowners', 'delivery', 'files', 'settings'],
  wants: ['repository', 'security'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'Nothing says how to report a vulnerability in private: who finds one opens a public issue, or tells nobody.',
      remedy:
        'Add SECURITY.md with an address or a form for reports, the supported versions, and when an answer comes.',
    },
    template: {
      text: '{file} is still a template: it says {text} where the way to report a vulnerability belongs.',
      remedy: 'Write the address or the form for reports, which versions get fixes, and when an answer comes.',
    },
    nowhere: {
      text: '{file} names no address, no form and no advisory to which a vulnerability is reported.',
      remedy: 'Name one that is read: an address of a team, or “Report a vulnerability” on the Security tab.',
    },
    readme: {
      text: 'How to report a vulnerability stands in {file} alone, where neither the host nor a scanner looks for it.',
      remedy: 'Move it to SECURITY.md and link it from the README.',
    },
    expired: {
      text: '{file} ended on {date}: readers are to take it for out of date from then on (RFC 9116).',
      remedy: 'See whether its contacts still answer, and set Expires to a date within a year.',
    },
    incomplete: {
      text: '{file} has no {field}, which RFC 9116 requires.',
      remedy: 'Add {field}: {example}.',
    },
  },

  *run({ project, codeowners, delivery, files, settings, repository, security }): Generator<Outcome> {
    const reason = givenUp(repository) ?? forNobody(repository, delivery, project)
    if (reason !== undefined) return yield { kind: 'not-applicable', reason }
    const texts = project.securityTexts.map((text) => judgeText(text, settings.today ?? ''))
    const policies = guidesOf(project, 'security-policy').map(judgePolicy)
    const outcomes = [...policies, ...texts, ...others(files)]
    const isSeen = (each: Outcome): boolean => each.kind === 'evidence'
    // Where one place holds a way to report, an empty one at another does not mislead: the host shows the first.
    yield* texts.filter(({ kind }) => kind === 'problem')
    const seen = outcomes.find(isSeen)
    if (seen !== undefined) return yield seen
    const { privateReporting } = security.known ? security.value : {}
    if (privateReporting?.known === true && privateReporting.value)
      return yield { kind: 'evidence', text: 'the host takes reports of vulnerabilities in private' }
    if (policies.length > 0) return yield* policies.slice(0, 1)
    const said = inReadme(project)
    // On GitHub the owner's policy for all repositories may stand beside it, unseen.
    if (said !== undefined) return yield* codeowners.host === 'github' ? said.filter(isSeen) : said
    if (texts.length > 0) return
    if (codeowners.host === 'github') yield elsewhereOf(codeowners.host, 'a security policy')
    else if (!isPublic(repository))
      yield {
        kind: 'unknown',
        origin: 'hosting',
        reason: 'there is no security policy here, and whether people outside see the repository is not known',
      }
    else yield { kind: 'problem', message: 'none' }
  },
})

const isPublic = (repository: Known<RepositoryFacts>): boolean =>
  repository.known && repository.value.visibility === 'public'

/** Nobody outside sees a private repository that gives nothing out. */
function forNobody(
  repository: Known<RepositoryFacts>,
  { publications }: Delivery,
  { securityTexts }: Project,
): string | undefined {
  if (!repository.known || isPublic(repository) || publications.length > 0 || securityTexts.length > 0) return undefined
  return 'the repository is not public and gives nothing out'
}

function judgePolicy({ text, links, at, unread }: Guide): Outcome {
  const { file } = at
  if (unread) return { kind: 'unknown', origin: 'files', reason: '{file} could not be read', data: { file }, at }
  const template = TEMPLATE.exec(text)
  if (template !== null) {
    const line = text.slice(0, template.index).split('\n').length
    const place = { ...at, line, endLine: line }
    return { kind: 'problem', message: 'template', data: { file, text: template[0] }, at: place }
  }
  if (links.length === 0 && !WAY.test(text)) return { kind: 'problem', message: 'nowhere', data: { file }, at }
  return { kind: 'evidence', text: '{file} says how to report a vulnerability', data: { file }, at }
}

/** RFC 9116, sections 2.5.3 and 2.5.5: both fields must be there, and after the date nobody is to rely on the file. */
function judgeText({ contacts, expires, filledLater, at }: SecurityText, today: string): Outcome {
  const { file } = at
  const evidence: Outcome = { kind: 'evidence', text: '{file} says how to report a vulnerability', data: { file }, at }
  if (filledLater) return evidence
  const date = expires?.value.slice(0, 10) ?? ''
  if (contacts.length === 0) return incomplete(file, 'Contact', 'mailto:security@ and your domain', at)
  if (expires === undefined)
    return incomplete(file, 'Expires', 'a date within a year, such as 2027-06-30T00:00:00Z', at)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || date >= today) return evidence
  return { kind: 'problem', message: 'expired', data: { file, date }, at: expires.at }
}

function incomplete(file: string, field: string, example: string, at: SecurityText['at']): Outcome {
  return { kind: 'problem', message: 'incomplete', data: { file, field, example }, at, severity: 'notice' }
}

function others({ has }: FileIndex): Outcome[] {
  return OTHERS.filter((path) => has(path)).map((file) => ({
    kind: 'evidence',
    text: '{file} says whom to tell of a vulnerability',
    data: { file },
  }))
}

/** A part of the README about security that leads to somebody. */
function inReadme(project: Project): Outcome[] | undefined {
  for (const { at, headings, text } of guidesOf(project, 'readme')) {
    const heading = headings.find((each) => ABOUT.test(each))
    if (heading === undefined) continue
    const part = text.slice(text.indexOf(heading) + heading.length).slice(0, 1_500)
    if (!/\breport|\bdisclos/i.test(part) || !WAY.test(part)) continue
    const data = { file: at.file }
    return [
      { kind: 'evidence', text: '{file} says how to report a vulnerability', data, at },
      { kind: 'problem', message: 'readme', data, at },
    ]
  }
  return undefined
}
