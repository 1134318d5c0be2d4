import { describe, expect, test } from '@jest/globals'
import { NO_SETTINGS } from '../../src/models/settings.js'
import { classifyEnvironment } from '../../src/models/environment-names.js'

describe('names that tell no tier', () => {
  test.each([
    'release',
    'github-pages',
    'npm',
    'product-catalog',
    'reproduction',
    'delivery',
    'latest',
    'shop2',
    'devops2',
    'v1',
    'prod1234',
    'eu-$BUILD_IDENTITY',
    'contest',
    'devops-tools-x',
    'pr',
    'pull',
    '${{ inputs.environment }}',
    "${{ github.ref == 'refs/heads/main' && 'production' || 'staging' }}",
    "${{ format('pr-{0}', github.event.number) }}",
    '',
  ])('%s', (name) => {
    expect(classifyEnvironment(name, NO_SETTINGS)).toEqual({ tier: 'unknown', ephemeral: false })
  })
})

test.each([
  ['production', 'production'],
  ['PROD', 'production'],
  ['Production – EU'.replace(' – ', ' '), 'production'],
  ['prod-eu', 'production'],
  ['prod/eu-west-1', 'production'],
  ['main-prod', 'production'],
  ['live', 'production'],
  ['shop.prd', 'production'],
  ['eu_prod', 'production'],
  ['prod-${{ matrix.region }}', 'production'],
  ['${{ matrix.region }}-production', 'production'],
  ['prod1', 'production'],
  ['prod02-eu', 'production'],
  ['dev2', 'development'],
  ['preprod1', 'staging'],
  ['shop-qa3', 'test'],
  ['pre-prod', 'staging'],
  ['preproduction', 'staging'],
  ['eu-pre-prod', 'staging'],
  ['staging', 'staging'],
  ['gke-staging', 'staging'],
  ['stg', 'staging'],
  ['non-prod', 'test'],
  ['nonprod', 'test'],
  ['qa2-uat', 'test'],
  ['Test', 'test'],
  ['dev', 'development'],
  ['us-development', 'development'],
  ['sandbox', 'development'],
])('%s is %s', (name, tier) => {
  expect(classifyEnvironment(name, NO_SETTINGS)).toEqual({ tier, ephemeral: false })
})

test.each([
  'review/login',
  'review',
  'preview',
  'Preview (web)',
  'pr-12',
  'pr/12',
  'PR12',
  'pr-${{ github.event.number }}',
  '${{ github.ref_name }}',
  'app-${{github.head_ref}}',
  'run-${{ github.run_id }}',
  'test-${{ BUILD_ID }}',
  'test-$CIRCLE_BUILD_NUM',
  'pr-${CHANGE_ID}',
  'prod-${{ github.event.pull_request.number }}',
])('%s goes away by itself', (name) => {
  expect(classifyEnvironment(name, NO_SETTINGS)).toEqual({ tier: 'preview', ephemeral: true })
})

test('the configuration decides before the table', () => {
  const settings = {
    environments: new Map([
      ['release', 'production'],
      ['pr-1', 'staging'],
    ] as const),
  }
  expect(classifyEnvironment('release', settings).tier).toBe('production')
  expect(classifyEnvironment('Release', settings).tier).toBe('production')
  expect(classifyEnvironment('pr-1', settings)).toEqual({ tier: 'staging', ephemeral: false })
  expect(classifyEnvironment('dev', settings).tier).toBe('development')
})
