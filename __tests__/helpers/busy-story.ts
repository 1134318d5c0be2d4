import { STORY_END, tellHost, type Request } from './delivery-story.js'
import type { FakeHistory } from './fake-github/history.js'
import type { Story, Told } from './git-story.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const PEOPLE = ['Bob <bob@example.com>', 'Cleo <cleo@example.com>']

const iso = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z')

/**
 * Twelve merged branches, one a week from 2025-12-05: the one with the number n lived n times twelve hours and has ten times n
 * lines. Four pushes, and a tag with every second merge, an hour after it. Everybody can count what figures must come of it.
 */
export function busyStory(): { story: Story; onHost: (ids: ReadonlyMap<number, string>) => FakeHistory } {
  const commits: Told[] = [{ mark: 1, at: '2025-06-01T00:00:00Z', message: 'Begin', files: { 'a.ts': 1 } }]
  const requests: Request[] = []
  const tags: Record<string, { mark: number; at: string }> = {}
  let main = 1
  for (let number = 1; number <= 12; number += 1) {
    const mergedAt = STORY_END - (13 - number) * 7 * DAY
    const began = mergedAt - number * 12 * HOUR
    const author = PEOPLE[number % 2] ?? ''
    const [branch, merge, push] = [number * 10, number * 10 + 1, number * 10 + 2]
    const files = { [`part-${number}.ts`]: number * 10 }
    commits.push({ mark: branch, parents: [main], author, at: iso(began), message: 'Work', files })
    const message = `Merge pull request #${number} from acme/part-${number}\n\nPart ${number}`
    const committer = 'GitHub <noreply@github.com>'
    commits.push({ mark: merge, parents: [main, branch], author, committer, at: iso(mergedAt), message, files })
    main = merge
    if (number % 2 === 0) tags[`v2.${number}.0`] = { mark: merge, at: iso(mergedAt + HOUR) }
    if (number % 3 === 0) {
      commits.push({
        mark: push,
        parents: [merge],
        at: iso(mergedAt + 2 * HOUR),
        message: 'Typo',
        files: { 'a.ts': number },
      })
      main = push
    }
    requests.push({
      number,
      mark: merge,
      brought: [branch],
      title: `Part ${number}`,
      branch: `part-${number}`,
      author: author.split(' ')[0]?.toLowerCase() ?? '',
      began: iso(began),
      createdAt: iso(began),
      mergedAt: iso(mergedAt),
      lines: number * 10,
    })
  }
  const story: Story = { commits, refs: { 'refs/heads/main': main }, tags }
  return { story, onHost: (ids) => tellHost(story, requests, ids) }
}
