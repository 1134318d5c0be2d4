import check from '../../../checks/supply-chain/supply-image-scan.js'
import { testCheck } from '../../helpers/check-tester.js'
import { release } from './release.js'

const PUSH = 'run: docker push ghcr.io/acme/shop:1.2.3'

testCheck(check, {
  notApplicable: [
    { name: 'nothing is published', files: release('run: docker build .') },
    { name: 'a package is no image', files: release('run: npm publish') },
    { name: 'a chart is no image', files: release('run: helm push shop-1.2.3.tgz oci://ghcr.io/acme') },
  ],
  passes: [
    { name: 'a scan before the push', files: release('run: trivy image --exit-code 1 ghcr.io/acme/shop:1.2.3', PUSH) },
    {
      name: 'a scan after the push',
      files: release(PUSH, 'uses: anchore/scan-action@v6', 'with: { image: ghcr.io/acme/shop:1.2.3 }'),
    },
  ],
  unknown: [
    { name: 'something cannot be looked into', files: release('uses: acme/check@v1', PUSH), reason: 'acme/check' },
  ],
  fails: [
    { name: 'a push alone', files: release(`${PUSH} # ! none`) },
    { name: 'the build pushes', files: release('uses: docker/build-push-action@v6 # ! none', 'with: { push: true }') },
    { name: 'a scan of the source is none of the image', files: release('run: trivy fs .', `${PUSH} # ! none`) },
  ],
})
