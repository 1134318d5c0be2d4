/** The table of docs/github-api.md: every call, what it needs, and what is written by it. */
import { OPERATIONS } from '../src/github/operations.js'
import { SHAPES } from '../src/github/shapes.js'

/** One row for each call, in the order of the table that the client goes by. */
export function callsTable(): string {
  const rows = Object.entries(OPERATIONS).map(([name, { route, permission }]) => {
    const [method = '', path = ''] = route.replace('/repos/{owner}/{repo}', '…').split(' ')
    const { empty, list, items = {}, fields = {} } = SHAPES[name as keyof typeof SHAPES]
    const needed = Object.entries({ ...fields, ...items }).flatMap(([path, kind]) => (kind.endsWith('?') ? [] : [path]))
    const form =
      empty === true
        ? 'nothing (204)'
        : [list === undefined ? 'an object' : 'a list', ...needed.map((each) => `\`${each}\``)].join(', ')
    return `| \`${method} ${path}\` | ${name === 'query' ? 'that of each part' : permission} | ${form} |`
  })
  return ['| Call | Permission | Must hold |', '| --- | --- | --- |', ...rows].join('\n')
}
