import { describe, expect, test } from '@jest/globals'
import { hostOfUrl, remoteHost } from '../../src/snapshot/remote-host.js'
import { repository, runGit, temporaryFolder } from '../helpers/git-repository.js'

describe('the host that a clone URL names', () => {
  test.each([
    ['https://github.com/acme/shop.git', 'github'],
    ['git@github.com:acme/shop.git', 'github'],
    ['ssh://git@github.com:22/acme/shop', 'github'],
    ['https://x-access-token:abc@github.acme.example/acme/shop', 'github'],
    ['https://gitlab.com/acme/github.com.git', 'gitlab'],
    ['git@gitlab.acme.example:acme/shop.git', 'gitlab'],
    ['https://jane@bitbucket.org/acme/shop.git', 'bitbucket'],
    ['https://codeberg.org/acme/shop.git', 'gitea'],
    ['https://GitHub.com/acme/shop', 'github'],
    ['https://git.acme.example/acme/gitlab.git', undefined],
    ['https://mygithub.example/acme/shop', undefined],
    ['/srv/github.com/shop.git', undefined],
    ['../github.com', undefined],
    ['', undefined],
    ['://', undefined],
  ])('%s: %s', (url, host) => expect(hostOfUrl(url)).toBe(host))
})

test('the remote of a clone', () => {
  const root = repository({ a: '' })
  expect(remoteHost(root)).toBeUndefined()
  runGit(root, 'remote', 'add', 'origin', 'git@gitlab.com:acme/shop.git')
  expect(remoteHost(root)).toBe('gitlab')
  expect(remoteHost(temporaryFolder())).toBeUndefined()
})
