const PIPELINES = {
  github: {
    '.github/workflows/deploy.yml':
      'on: { push: { branches: [main] } }\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    environment: production\n    steps:\n      - run: kubectl apply -f k8s/\n',
  },
  gitlab: { '.gitlab-ci.yml': 'deploy: { environment: production, script: [kubectl apply -f k8s/] }' },
  jenkins: {
    Jenkinsfile:
      "pipeline { agent any\nstages { stage('Deploy') { steps { sh 'kubectl apply -f k8s/ --namespace production' } } } }",
  },
}

/** A service that a pipeline deploys to production, and other files beside. */
export function operated(
  others: Readonly<Record<string, string>> = {},
  system: keyof typeof PIPELINES = 'github',
): Record<string, string> {
  return {
    Dockerfile: 'FROM node:22\nCMD ["node", "src/server.js"]',
    'src/server.js': 'listen()',
    'package.json': '{ "name": "shop", "private": true, "dependencies": { "express": "^5.0.0" } }',
    'src/cart.js': '',
    'src/orders.js': '',
    'src/users.js': '',
    ...PIPELINES[system],
    ...others,
  }
}

/** A text of some length about nothing in particular. */
export const TEXT =
  'Somebody who steals the key of the payment provider can refund orders to himself; the key is therefore only known to the service that talks to the provider, and is changed every month by a job.'
