import check from '../../../checks/supply-chain/supply-artifact-signing.js'
import { testCheck } from '../../helpers/check-tester.js'
import { release, releaseWith } from './release.js'

const PUSH = 'run: docker push ghcr.io/acme/shop:1.2.3'

testCheck(check, {
  notApplicable: [{ name: 'nothing is published', files: release('run: make') }],
  passes: [
    { name: 'an image signed after the push', files: release(PUSH, 'run: cosign sign --yes ghcr.io/acme/shop:1.2.3') },
    {
      name: 'a file signed before the release',
      files: release('run: gpg --detach-sign shop.tar.gz', 'run: gh release create v1 shop.tar.gz'),
    },
    {
      name: 'an attestation',
      files: release('run: gh release create v1 shop.tar.gz', 'uses: actions/attest-build-provenance@v3'),
    },
    { name: 'npm as a trusted publisher', files: releaseWith('{ id-token: write }', 'run: npm publish') },
  ],
  unknown: [
    { name: 'Maven signs by its own configuration', files: release('run: mvn deploy'), reason: 'pom.xml' },
    { name: 'something cannot be looked into', files: release(PUSH, 'uses: acme/finish@v1'), reason: 'acme/finish' },
  ],
  fails: [
    { name: 'an image', files: release(`${PUSH} # ! none`) },
    { name: 'a release of files', files: release('run: gh release create v1 shop.tar.gz # ! none') },
    {
      name: 'npm with a token',
      files: releaseWith(
        '{ id-token: write }',
        'run: npm publish # ! none',
        "env: { NODE_AUTH_TOKEN: '${{ secrets.T }}' }",
      ),
    },
    { name: 'a signature checked is none made', files: release('run: cosign verify acme/base', `${PUSH} # ! none`) },
  ],
})
