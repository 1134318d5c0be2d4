/** Parts of a name that are joined to runs; longer ones are not taken apart further. */
const MOST_PARTS = 12

/** Names that say nothing of what is named. */
const GENERIC: ReadonlySet<string> = new Set([
  'this',
  'main',
  'default',
  'function',
  'lambda',
  'lambda-function',
  'service',
  'ecs-service',
  'task',
  'server',
])

/** A name in small letters, its parts (words of camel case, too) joined by `-`; expressions in it are left out. */
export function plainName(text: string): string {
  return partsOf(text).join('-')
}

/** Whether a plain name says which thing is meant. */
export function isTelling(name: string): boolean {
  return name.length > 3 && !GENERIC.has(name)
}

/** Every plain name that stands in a text: `orders` and `orders-errors` in `prod-orders-errors`. */
export function* plainNamesIn(text: string): Generator<string> {
  for (const word of withoutExpressions(text).split(/[^\w-]+/)) {
    const parts = partsOf(word)
    const last = Math.min(parts.length, MOST_PARTS)
    for (let start = 0; start < last; start++) {
      for (let end = start + 1; end <= last; end++) yield parts.slice(start, end).join('-')
    }
  }
}

function partsOf(text: string): string[] {
  return withoutExpressions(text)
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== '')
}

function withoutExpressions(text: string): string {
  return text.replace(/\$\{[^${}]{0,300}\}/g, ' ').replace(/^!Sub /, '')
}
