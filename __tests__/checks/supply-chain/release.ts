/** A workflow that a tag starts, with one job of these steps. A step that starts with `with:` or `env:` belongs to the one before. */
export function release(...steps: readonly string[]) {
  return releaseWith('', ...steps)
}

/** The same with permissions. */
export function releaseWith(permissions: string, ...steps: readonly string[]) {
  const lines = [
    "on: { push: { tags: ['v*'] } }",
    ...(permissions === '' ? [] : [`permissions: ${permissions}`]),
    'jobs:',
    '  publish:',
    '    runs-on: ubuntu-24.04',
    '    steps:',
    ...steps.map((step) => (/^(?:with|env):/.test(step) ? `        ${step}` : `      - ${step}`)),
  ]
  return { '.github/workflows/release.yml': lines.join('\n') }
}
