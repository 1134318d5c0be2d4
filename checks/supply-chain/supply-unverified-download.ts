import {
  ansibleDownloads,
  because,
  type CheckOutcome,
  defineCheck,
  type Download,
  downloadsIn,
  downloadUrl,
  groupBy,
  type ImageBuild,
  installerAt,
  isProgram,
  isSample,
  jobsOf,
  type Pipelines,
  runsFile,
  verifierIn,
  z,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'piped' | 'installer' | 'plain' | 'moving' | 'added'>

/** Other places of the same download that are named beside the first. */
const MOST_NAMED = 20

interface Found extends Omit<Download, 'how'> {
  readonly how: Download['how'] | 'added'
}

export default defineCheck({
  id: 'supply-unverified-download',
  title: 'Downloaded code is executed unchecked',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.SCM.4', 'DL.CI.7', 'SEC06-BP02', 'SEC06-BP04', 'SEC11-BP07'],
  definitions: ['dockerfile'],
  needs: ['pipelines', 'imageBuilds', 'infrastructure'],
  wants: ['repository'],
  options: z.strictObject({}),
  messages: {
    piped: {
      text: '{url} is piped into a shell: whatever stands there at that moment runs here.',
      remedy:
        'Download a version of it, compare it with a checksum that stands in the repository, then run it; or use a package.',
    },
    installer: {
      text: 'The installer of {maker} ({url}) runs in whatever state it is at that moment.',
      remedy:
        'Use a package, an image or a set-up action of a fixed version, or download a version and compare its checksum.',
    },
    plain: {
      text: '{url} is fetched without encryption and run, so that anybody on the way can change it.',
      remedy: 'Fetch it with HTTPS and compare it with a checksum.',
    },
    moving: {
      text: '{url} names no version, and what it gives is run without a look at a checksum or signature.',
      remedy: 'Name a version and compare its checksum (sha256sum --check) or signature before it is run.',
    },
    added: {
      text: 'ADD takes {url} into the image, in whatever state it is at that moment.',
      remedy: 'Name a version and give ADD its --checksum=sha256:….',
    },
  },

  *run({ pipelines, imageBuilds, infrastructure, repository }): Generator<Outcome> {
    const own = repository.known ? repository.value.fullName : undefined
    const found = [...inPipelines(pipelines), ...imageBuilds.flatMap(inImage), ...ansibleDownloads(infrastructure)]
      .filter(({ at }) => !isSample(at.file))
      .filter(({ url }) => own === undefined || !`${url.text}/`.includes(`/${own}/`))
    if (found.length === 0) yield { kind: 'not-applicable', reason: 'nothing that is downloaded is run or installed' }
    yield* oneForEachFile(found).map(judge)
  },
})

function inPipelines(pipelines: Pipelines): Found[] {
  return jobsOf(pipelines, { actions: true }).flatMap(({ job }) =>
    downloadsIn(job.steps.flatMap(({ commands }) => commands)),
  )
}

function inImage({ stages }: ImageBuild): Found[] {
  return stages.flatMap(({ commands, added }) => [
    ...downloadsIn(commands),
    ...added.flatMap(({ url: { value, at }, target, verified }): Found[] => {
      const url = downloadUrl({ text: value })
      const file = target.endsWith('/') ? target + value.slice(value.lastIndexOf('/') + 1) : target
      const runs = isProgram(target) || isProgram(file) || commands.some((each) => runsFile(each, file))
      if (url === undefined || !runs) return []
      const by = verified ? 'ADD --checksum' : verifierIn(commands, [file])
      return [{ url, how: 'added', ...(by !== undefined && { verifiedBy: by }), at, because: [] }]
    }),
  ])
}

/** What a file downloads in several places is said once, with the other places. */
function oneForEachFile(found: readonly Found[]): Found[] {
  const groups = groupBy(found, ({ at, how, url, verifiedBy = '' }) => `${at.file} ${how} ${url.text} ${verifiedBy}`)
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return []
    const lines = new Map(others.map(({ at }) => [at.line, because(at, 'the same again')]))
    lines.delete(first.at.line)
    return [{ ...first, because: [...first.because, ...[...lines.values()].slice(0, MOST_NAMED)] }]
  })
}

function judge({ url, how, verifiedBy, at, because: chain }: Found): Outcome {
  const data = { url: url.text }
  const problem = { kind: 'problem', data, at, because: chain } as const
  if (verifiedBy !== undefined)
    return { kind: 'evidence', text: '{tool} checks {url}', data: { ...data, tool: verifiedBy }, at, because: chain }
  if (url.plain) return { ...problem, message: 'plain' }
  if (url.moves === 'no') return { kind: 'evidence', text: '{url} names a version', data, at, because: chain }
  const installer = how !== 'added' && url.moves !== 'open' ? installerAt(url.text) : undefined
  if (installer !== undefined) {
    const { maker, verifies } = installer
    const severity = verifies === undefined ? 'warning' : 'notice'
    return { ...problem, message: 'installer', data: { ...data, maker }, severity }
  }
  if (url.moves !== 'yes') {
    const reason =
      url.moves === 'open'
        ? 'whether {url} names a version hangs on a variable'
        : 'the number in {url} may be a version'
    return { kind: 'unknown', origin: 'files', reason, data, at, because: chain }
  }
  if (how === 'piped') return { ...problem, message: 'piped' }
  return { ...problem, message: how === 'added' ? 'added' : 'moving', severity: 'warning' }
}
