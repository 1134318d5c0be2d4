import check from '../../../checks/supply-chain/supply-provenance.js'
import { testCheck } from '../../helpers/check-tester.js'
import { release, releaseWith } from './release.js'

const TOKEN = '{ id-token: write, contents: read }'

testCheck(check, {
  notApplicable: [{ name: 'nothing is published', files: release('run: make') }],
  passes: [
    {
      name: 'an attestation after the build',
      files: release('run: npm publish', 'uses: actions/attest-build-provenance@v3'),
    },
    { name: 'a flag', files: release('run: npm publish --provenance') },
    { name: 'npm as a trusted publisher', files: releaseWith(TOKEN, 'run: npm publish') },
    { name: 'all rights hold that one', files: releaseWith('write-all', 'run: npm publish') },
    { name: 'PyPI as a trusted publisher', files: releaseWith(TOKEN, 'uses: pypa/gh-action-pypi-publish@release/v1') },
    {
      name: 'what the action adds by itself',
      files: release('uses: docker/build-push-action@v6', 'with: { push: true }'),
    },
    {
      name: 'an image attested',
      files: release('run: docker push ghcr.io/acme/shop:1', 'run: cosign attest --yes ghcr.io/acme/shop:1'),
    },
  ],
  unknown: [
    {
      name: 'something cannot be looked into',
      files: release('uses: acme/attestor@v1', 'run: npm publish'),
      reason: 'acme/attestor',
    },
  ],
  fails: [
    {
      name: 'npm with a token',
      files: releaseWith(TOKEN, 'run: npm publish # ! none', "env: { NODE_AUTH_TOKEN: '${{ secrets.T }}' }"),
    },
    { name: 'npm without the right to sign in', files: release('run: npm publish # ! none') },
    {
      name: 'PyPI with a password',
      files: releaseWith(
        TOKEN,
        'uses: pypa/gh-action-pypi-publish@release/v1 # ! none',
        "with: { password: '${{ secrets.T }}' }",
      ),
    },
    {
      name: 'PyPI told not to',
      files: releaseWith(
        TOKEN,
        'uses: pypa/gh-action-pypi-publish@release/v1 # ! none',
        'with: { attestations: false }',
      ),
    },
    {
      name: 'the action told not to',
      files: release('uses: docker/build-push-action@v6 # ! none', 'with: { push: true, provenance: false }'),
    },
    { name: 'an image pushed by hand', files: release('run: docker push ghcr.io/acme/shop:1 # ! none') },
  ],
})
