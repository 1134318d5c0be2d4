import { expect, test } from '@jest/globals'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readInfrastructure } from '../../../src/readers/infrastructure/index.js'
import { filesOf } from '../../helpers/files.js'
import { readerContext } from '../../helpers/memory-files.js'

/** Real repositories beside the project, where there are any. */
const CORPUS = join('..', 'shared', 'corpus')
const repositories = existsSync(CORPUS)
  ? readdirSync(CORPUS, { withFileTypes: true }).filter((each) => each.isDirectory() && !each.name.startsWith('_'))
  : []

/** Files of public repositories that no parser of their tool takes. */
const BROKEN = new Set([
  'test/e2e/expectedfailures/analysis-run-failfast.yaml',
  '_archived/openshift-origin/etcd-controller.yaml',
  '_archived/openshift-origin/etcd-discovery-controller.yaml',
  '_archived/openshift-origin/openshift-controller.yaml',
  '_archived/persistent-volume-provisioning/quobyte/quobyte-admin-secret.yaml',
  '_archived/volumes/scaleio/sc-pvc.yaml',
])

const some = repositories.length > 0 ? test : test.skip
some(
  'real repositories: no crash, and defects only where a file is broken',
  () => {
    let resources = 0
    for (const { name } of repositories) {
      const root = join(CORPUS, name)
      const paths = readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((each) => each.isFile())
        .map((each) => join(each.parentPath, each.name).slice(root.length + 1))
      const files = filesOf(Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')])))
      const context = readerContext(files)
      resources += readInfrastructure(context).resources.length
      const yaml = context.defects.filter(
        ({ at }) => !/\.(?:tf|tofu|tfvars|hcl)$/.test(at.file) && !BROKEN.has(at.file),
      )
      expect(yaml).toEqual([])
    }
    expect(resources).toBeGreaterThan(4_000)
  },
  120_000,
)
