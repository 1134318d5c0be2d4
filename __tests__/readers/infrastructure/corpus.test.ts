import { expect, test } from '@jest/globals'
import { readInfrastructure } from '../../../src/readers/infrastructure/index.js'
import { describeReal, realRepositories } from '../../helpers/corpus.js'
import { readerContext } from '../../helpers/memory-files.js'

/** Files of public repositories that no parser of their tool takes. */
const BROKEN = new Set([
  'test/e2e/expectedfailures/analysis-run-failfast.yaml',
  '_archived/openshift-origin/etcd-controller.yaml',
  '_archived/openshift-origin/etcd-discovery-controller.yaml',
  '_archived/openshift-origin/openshift-controller.yaml',
  '_archived/persistent-volume-provisioning/quobyte/quobyte-admin-secret.yaml',
  '_archived/volumes/scaleio/sc-pvc.yaml',
])

describeReal('real repositories', () => {
  test('are read without a crash, and with defects only where a file is broken', () => {
    let resources = 0
    for (const repository of realRepositories()) {
      const context = readerContext(repository.files())
      resources += readInfrastructure(context).resources.length
      expect(context.defects.filter(({ at }) => !BROKEN.has(at.file))).toEqual([])
    }
    expect(resources).toBeGreaterThan(4_000)
  })
})
