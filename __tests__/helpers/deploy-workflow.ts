/**
 * A workflow of GitHub Actions that deploys to production on every push to the default branch, as the files of a test's
 * repository. Each line is one step, written as behind its dash: `run: helm upgrade …`.
 */
export function productionDeploy(...steps: readonly string[]): { '.github/workflows/deploy.yml': string } {
  return {
    '.github/workflows/deploy.yml': [
      'on: { push: { branches: [main] } }',
      'jobs:',
      '  deploy:',
      '    runs-on: ubuntu-24.04',
      '    environment: production',
      '    steps:',
      ...steps.map((step) => `      - ${step}`),
      '',
    ].join('\n'),
  }
}
