import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { temporaryFolder, write } from './git-repository.js'

/** A registry of npm with one package, or none. */
export interface NpmRegistry {
  readonly url: string
  /** Paths that somebody asked for. */
  readonly requests: readonly string[]
  close(): Promise<void>
}

/** Starts a registry that has `pillarlint` of this version, whose program is `code`. */
export async function startNpmRegistry(version: string, code: string): Promise<NpmRegistry> {
  const bytes = packed(version, code)
  const requests: string[] = []
  const server = createServer(({ url = '', headers }, response) => {
    requests.push(url)
    if (url.endsWith('.tgz')) return void response.writeHead(200).end(bytes)
    if (url !== '/pillarlint') return void response.writeHead(404).end('{}')
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(described(version, bytes, `http://${headers.host ?? ''}`)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { url: `http://127.0.0.1:${port}/`, requests, close }
}

function described(version: string, bytes: Buffer, host: string) {
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`
  const dist = { tarball: `${host}/pillarlint.tgz`, integrity }
  const versions = { [version]: { name: 'pillarlint', version, bin: { pillarlint: 'cli.js' }, dist } }
  return { name: 'pillarlint', 'dist-tags': { latest: version }, versions }
}

function packed(version: string, code: string): Buffer {
  const folder = temporaryFolder()
  write(folder, {
    'package/package.json': JSON.stringify({ name: 'pillarlint', version, bin: { pillarlint: 'cli.js' } }),
    'package/cli.js': `#!/usr/bin/env node\n${code}`,
  })
  execFileSync('tar', ['-czf', 'package.tgz', 'package'], { cwd: folder })
  return readFileSync(join(folder, 'package.tgz'))
}
