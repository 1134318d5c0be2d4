import { describe, expect, test } from '@jest/globals'
import { createGitHub, tagResolver } from '../../src/github/index.js'

const A = 'a'.repeat(40)
const B = 'b'.repeat(40)
const C = 'c'.repeat(40)

/** A host with these tags, on as many pages as are given. */
function host(
  pages: readonly (readonly (readonly [name: string, commit: string])[])[],
  rest: Record<string, unknown> = {},
) {
  const requests: string[] = []
  const answer: typeof globalThis.fetch = (input, init) => {
    const request = new Request(input, init)
    const url = new URL(request.url)
    requests.push(`${request.headers.get('authorization') ?? 'nobody'} ${url.pathname}`)
    const page = Number(url.searchParams.get('page') ?? 1)
    const isList = url.pathname.endsWith('/tags')
    const data = isList ? pages[page - 1]?.map(([name, sha]) => ({ name, commit: { sha } })) : rest[url.pathname]
    const headers: Record<string, string> = { 'content-type': 'application/json' }
    if (isList && page < pages.length) headers['link'] = `<${url.origin}${url.pathname}?page=${page + 1}>; rel="next"`
    const body = JSON.stringify(data ?? { message: 'Not Found' })
    return Promise.resolve(new Response(body, { status: data === undefined ? 404 : 200, headers }))
  }
  const github = createGitHub({
    token: '',
    apiUrl: 'https://api.github.example',
    graphqlUrl: 'https://api.github.example/graphql',
    owner: '',
    repo: '',
    keep: 0,
    fetch: answer,
  })
  return { requests, resolve: tagResolver(github) }
}

describe('a tag', () => {
  test('has the most exact version of its commit', async () => {
    const { resolve, requests } = host([
      [
        ['v4', A],
        ['v4.2', A],
        ['v4.2.1', A],
        ['v4.2.0', B],
        ['nightly', A],
        ['4.2.1.0', A],
      ],
    ])
    expect(await resolve('acme/do', 'v4')).toEqual({ known: true, value: { commit: A, version: 'v4.2.1' } })
    expect(await resolve('acme/do', 'v4.2.0')).toEqual({ known: true, value: { commit: B, version: 'v4.2.0' } })
    expect(await resolve('acme/do', 'nightly')).toMatchObject({ known: true, value: { commit: A } })
    expect(requests).toEqual(['nobody /repos/acme/do/tags'])
  })

  test('behind the pages that are read is asked for by its name', async () => {
    const pages = [[['v9', A]], [['v8', A]], [['v7', A]], [['v1', C]]] as const
    const { resolve } = host(pages, {
      '/repos/acme/do/git/matching-refs/tags/v1': [{ ref: 'refs/tags/v10' }, { ref: 'refs/tags/v1' }],
      '/repos/acme/do/commits/refs%2Ftags%2Fv1': { sha: C },
    })
    expect(await resolve('acme/do', 'v1')).toEqual({ known: true, value: { commit: C, version: 'v1' } })
  })
})

describe('is not known', () => {
  test('a branch', async () => {
    expect(await host([[['v4', A]]]).resolve('acme/do', 'main')).toMatchObject({
      known: false,
      reason: 'acme/do has no tag of that name: it may be a branch',
    })
  })

  test('a repository that is not there, or hidden', async () => {
    const { resolve } = host([])
    expect(await resolve('acme/do', 'v4')).toMatchObject({ known: false })
  })

  test('an answer that is no commit', async () => {
    expect(await host([[['v4', '$(reboot)']]]).resolve('acme/do', 'v4')).toMatchObject({ known: false })
  })
})
