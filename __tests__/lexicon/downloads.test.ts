import { describe, expect, test } from '@jest/globals'
import { classifyDownload } from '../../src/lexicon/index.js'
import { said } from './helpers.js'

describe('scripts that are not known', () => {
  test.each([
    'curl https://example.com/install.sh',
    'curl https://get.helm.sh.example.com/scripts/get',
    'curl https://raw.githubusercontent.com/acme/helm/main/scripts/get-helm-3',
    'curl https://example.com/?https://sh.rustup.rs',
    'curl $URL',
    '',
  ])('%s', (command) => {
    expect(said(classifyDownload(command))).toBe('unknown')
  })
})

test.each([
  ["curl --proto '=https' -sSf https://sh.rustup.rs", 'setup rustup'],
  ['curl -o- -L https://raw.githubusercontent.com/helm/helm/master/scripts/get-helm-3', 'setup helm'],
  ['wget -qO- https://raw.githubusercontent.com/nvm-sh/nvm/v0.40.1/install.sh', 'setup nvm'],
  ['curl -LsSf https://astral.sh/uv/0.5.1/install.sh', 'setup uv'],
  ['curl -sfL https://get.k3s.io/', 'setup k3s'],
  ['curl -sL https://deb.nodesource.com/setup_20.x', 'setup node'],
  ['$(curl -fsSL https://raw.githubusercontent.com/Homebrew/install/HEAD/install.sh)', 'setup brew'],
  ['<(curl -s https://codecov.io/bash)', 'coverage codecov'],
])('%s', (command, expected) => {
  expect(said(classifyDownload(command))).toBe(expected)
})
