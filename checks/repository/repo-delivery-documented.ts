import {
  defineCheck,
  z,
  type CheckOutcome,
  type Delivery,
  type DocumentRecord,
  type FileIndex,
  type Location,
  type Pipelines,
} from '../../src/check-api/index.js'

/** Words that show that a sentence is about what runs by itself, and what starts it. */
const AUTOMATION =
  /\b(?:pipelines?|workflows?|ci|cd|github actions?|gitlab|jenkins|circleci|argo ?cd|flux|buildkite|azure devops|codepipeline|teamcity)\b/i
const START = /\b(?:tag(?:s|ged|ging)?|merg(?:e|ed|es|ing)|approv(?:e|al|es|ed)|promot(?:e|es|ed|ion)|triggers?)\b/i

/** Records of decisions that are about how things are built and delivered. */
const TOOLING =
  /\b(?:deploy\w*|deliver\w*|pipelines?|ci|cd|release\w*|terraform|opentofu|pulumi|kubernetes|helm|argo\w*|flux|github actions|gitlab|jenkins|infrastructure|monorepo|container\w*|docker)\b/i

/** Sentences that tell readers to write such a file in a repository of theirs, or that it is gone or to come. */
const NOT_HERE =
  /\b(?:your|create|creates|creating|add|adding|copy|paste|example|e\.g\.|new|save|rename|renamed|remove|removed|delete|deleted|old|former|was|will|todo|optional|fork)\b|:\/\//i

export default defineCheck({
  id: 'repo-delivery-documented',
  title: 'Delivery path is not written down',
  severity: 'notice',
  confidence: 'low',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'ops05-bp10.boundaries.scope',
    'hc.app.define-delivery-process',
    'hc.define.map-workflows',
    'hc.define.map-workflows.template',
    'hc.culture.workflows-first',
    'hc.culture.writing',
    'ba.step.1-analyze',
    'ba.step.2-select-tools',
  ],
  judgesExamples: false,
  needs: ['project', 'delivery', 'pipelines', 'files'],
  options: z.strictObject({}),
  messages: {
    gone: {
      text: '{document} describes the delivery by {file}, which is not in the repository.',
      remedy: 'Name the pipeline that does it now, and what has changed in its steps.',
    },
  },

  *run({ project, delivery, pipelines, files }) {
    if (!delivers(delivery))
      return yield { kind: 'not-applicable', reason: 'no pipeline deploys or publishes anything' }
    const records = project.records.filter(({ kind }) => kind === 'delivery')
    const gone = records.flatMap((record) => missingPipelines(record, pipelines, files))
    yield* new Map(gone.map((each) => [`${each.at?.file}:${each.at?.line}`, each])).values()
    const found = describedIn(records, delivery, pipelines) ?? decisionIn(project.records)
    if (found !== undefined) yield found
    else if (gone.length === 0)
      yield {
        kind: 'unknown',
        origin: 'hosting',
        reason: 'no document here tells how a change gets out; it may stand in a wiki or in another repository',
      }
  },
})

function delivers({ deployments, publications, pulls }: Delivery): boolean {
  return deployments.some(({ docsOnly }) => !docsOnly) || publications.length > 0 || pulls.length > 0
}

/** The first record that names a pipeline, an environment with what automates it, or what starts the pipeline. */
function describedIn(
  records: readonly DocumentRecord[],
  { deployments }: Delivery,
  { all }: Pipelines,
): CheckOutcome<never> | undefined {
  const files = new Set(all.filter(({ kind }) => kind !== 'action').map(({ file }) => file.replace(/^.*\//, '')))
  const environments = new Set(deployments.flatMap(({ environment }) => environment?.name ?? []))
  for (const { lines, what, at } of records) {
    const named = [...files].find((file) => lines.some((line) => line.includes(file)))
    const automated = lines.some((line) => AUTOMATION.test(line))
    const environment = [...environments].find((name) => name.length > 2 && lines.some((line) => line.includes(name)))
    const start = lines.some((line) => START.test(line)) ? 'what starts the pipeline' : undefined
    const shown = named ?? (automated ? (environment ?? start) : undefined)
    if (shown === undefined) continue
    return { kind: 'evidence', text: '{what} describes the delivery and names {shown}', data: { what, shown }, at }
  }
  return undefined
}

function decisionIn(records: readonly DocumentRecord[]): CheckOutcome<never> | undefined {
  const title = ({ what, lines }: DocumentRecord): string =>
    `${what.replace(/^.*\//, '').replace(/[-_]/g, ' ')} ${lines.find((line) => line.startsWith('#')) ?? ''}`
  const found = records.find((each) => each.kind === 'decision' && TOOLING.test(title(each)))
  const { what = '', at } = found ?? {}
  return at && { kind: 'evidence', text: '{what} records a decision about delivery', data: { what }, at }
}

/** Workflows of this repository that a sentence names and that are not there. */
function missingPipelines(
  { lines, at }: DocumentRecord,
  { all }: Pipelines,
  files: FileIndex,
): Extract<CheckOutcome<'gone'>, { kind: 'problem' }>[] {
  if (!all.some(({ file }) => file.startsWith('.github/workflows/'))) return []
  let code = false
  return lines.flatMap((line, i) => {
    if (/^\s{0,8}(?:```|~~~)/.test(line)) code = !code
    if (code || NOT_HERE.test(line)) return []
    return Array.from(line.matchAll(/(?:^|[\s`"'([]|\.\.\/)(\.github\/workflows\/[\w.-]+\.ya?ml)\b/g)).flatMap(
      (match) => {
        const file = match[1] ?? ''
        if (files.has(file)) return []
        const column = match.index + match[0].indexOf(file) + 1
        const place: Location = {
          ...at,
          line: at.line + i,
          endLine: at.line + i,
          column,
          endColumn: column + file.length,
        }
        return [{ kind: 'problem' as const, message: 'gone' as const, data: { document: at.file, file }, at: place }]
      },
    )
  })
}
