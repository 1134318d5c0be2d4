import { expect, test } from '@jest/globals'
import { deliveryOf, workflow } from './support.js'

const application = { Dockerfile: 'FROM node:24\n', 'server.js': '' }
const library = { 'package.json': '{ "name": "x", "version": "1.0.0", "exports": "./index.js" }', 'index.js': '' }
const netlify = '{ run: netlify deploy --prod --dir=build }'

test.each<[string, string, Record<string, string>, boolean]>([
  ['a site host', workflow([netlify]), application, false],
  ['a site host, in a library', workflow([netlify]), library, true],
  ['a site host, in a library with stages', workflow([netlify], { job: ['environment: production'] }), library, false],
  ['the job says so', workflow([netlify], { id: 'publish-docs' }), application, true],
  ['the folder says so', workflow(['{ run: netlify deploy --prod --dir=docs/build }']), application, true],
  ['the step says so', workflow(['{ name: Deploy website, run: netlify deploy --prod }']), application, true],
  [
    'the environment of pages',
    workflow(['{ run: ./deploy.sh }', netlify], { job: ['environment: github-pages'] }),
    application,
    true,
  ],
  [
    'a tool for applications, whatever its name',
    workflow(['{ name: Deploy docs, run: helm upgrade docs ./chart }']),
    application,
    false,
  ],
])('%s', (_, text, files, expected) => {
  const { deployments } = deliveryOf({ '.github/workflows/main.yml': text, ...files })
  expect(deployments.map(({ docsOnly }) => docsOnly)).toEqual([expected])
})

test('pages of the host are documents, not deployments', () => {
  const text = workflow(['{ uses: actions/deploy-pages@v4 }', '{ run: mkdocs gh-deploy }'])
  expect(deliveryOf({ '.github/workflows/main.yml': text }).deployments.filter(({ docsOnly }) => !docsOnly)).toEqual([])
})
