import type { OwnersHost } from '../models/index.js'
import { git } from './git.js'

/** Names that hosts carry in the names of their servers, those of companies too: `gitlab.example.com`. */
const NAMES: readonly (readonly [RegExp, OwnersHost])[] = [
  [/(?:^|[.-])github[.-]/, 'github'],
  [/(?:^|[.-])gitlab[.-]/, 'gitlab'],
  [/(?:^|[.-])bitbucket[.-]/, 'bitbucket'],
  [/(?:^|[.-])(?:gitea|forgejo|codeberg)[.-]/, 'gitea'],
]

/** The host that the remote `origin` of the clone names; undefined without one, or if its server's name does not tell. */
export function remoteHost(root: string): OwnersHost | undefined {
  const url = git(root, ['config', '--get', 'remote.origin.url'], { maxBytes: 65_536 })
  return url.ok ? hostOfUrl(url.stdout.toString('utf8').trim()) : undefined
}

/** The host of a clone URL: `https://user@server/path`, `ssh://server:22/path` or `user@server:path`. */
export function hostOfUrl(url: string): OwnersHost | undefined {
  const [, server = ''] = /^(?:[a-z+]+:\/\/)?(?:[^/@]*@)?([^/:@]+)[/:]/i.exec(url) ?? []
  return NAMES.find(([name]) => name.test(server.toLowerCase()))?.[1]
}
