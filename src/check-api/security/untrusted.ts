import type { Pipeline } from '../../models/index.js'
import type { Flow } from '../pipelines/flows.js'

const PULL_REQUEST = [
  'pull_request',
  'pull_request_target',
  'pull_request_review',
  'pull_request_review_comment',
] as const
const PERSON = ['author.name', 'author.email', 'committer.name', 'committer.email']

/** Text that an outsider can choose, and the events that carry it. */
interface Source {
  readonly events: readonly string[]
  /** The object that holds the texts; `*` stands for any index. */
  readonly object: string
  readonly texts: readonly string[]
}

/** Sources: GitHub docs, Script injections; CodeQL's query suite for Actions, untrusted event properties. */
const SOURCES: readonly Source[] = [
  { events: ['pull_request', 'pull_request_target'], object: 'github', texts: ['head_ref'] },
  {
    events: PULL_REQUEST,
    object: 'github.event.pull_request',
    texts: [
      'title',
      'body',
      'head.ref',
      'head.label',
      'head.repo.description',
      'head.repo.homepage',
      'head.repo.default_branch',
    ],
  },
  { events: ['issues', 'issue_comment'], object: 'github.event.issue', texts: ['title', 'body'] },
  { events: ['discussion', 'discussion_comment'], object: 'github.event.discussion', texts: ['title', 'body'] },
  { events: ['pull_request_review'], object: 'github.event.review', texts: ['body'] },
  {
    events: ['issue_comment', 'pull_request_review_comment', 'discussion_comment', 'commit_comment'],
    object: 'github.event.comment',
    texts: ['body'],
  },
  {
    events: [...PULL_REQUEST, 'issues', 'issue_comment', 'discussion'],
    object: 'github.event.changes',
    texts: ['title.from', 'body.from', 'head.ref.from'],
  },
  { events: ['gollum'], object: 'github.event.pages.*', texts: ['page_name', 'title'] },
  { events: ['push'], object: 'github.event.commits.*', texts: ['message', ...PERSON] },
  { events: ['push'], object: 'github.event.head_commit', texts: ['message', ...PERSON] },
  {
    events: ['merge_group'],
    object: 'github.event.merge_group',
    texts: ['head_ref', 'head_commit.message', 'committer.name', 'committer.email', ...headCommit(PERSON)],
  },
  {
    events: ['workflow_run'],
    object: 'github.event.workflow_run',
    texts: [
      'display_title',
      'head_branch',
      'head_repository.description',
      'pull_requests.*.head.ref',
      'head_commit.message',
      ...headCommit(PERSON),
    ],
  },
]

function headCommit(texts: readonly string[]): string[] {
  return texts.map((text) => `head_commit.${text}`)
}

const EVENTS_OF: ReadonlyMap<string, readonly string[]> = new Map(
  SOURCES.flatMap(({ events, object, texts }) => texts.map((text) => [`${object}.${text}`, events] as const)),
)

/** Whether an outsider can fill what flows with any text, in a run of this pipeline. */
export function isUntrusted({ path, whole }: Flow, pipeline: Pipeline): boolean {
  return [...EVENTS_OF].some(
    ([text, events]) =>
      (path === text || path.startsWith(`${text}.`) || (whole && text.startsWith(`${path}.`))) &&
      mayStartOn(pipeline, events),
  )
}

/** What calls an action or a reusable workflow hands its own event on. */
function mayStartOn({ kind, triggers }: Pipeline, events: readonly string[]): boolean {
  return kind !== 'workflow' || triggers.some(({ event }) => event === 'workflow_call' || events.includes(event))
}
