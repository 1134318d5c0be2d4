import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { readTree } from './support.js'

const CORPUS = join('..', 'shared', 'corpus')
const here = existsSync(CORPUS) ? describe : describe.skip

function treeOf(root: string): Record<string, string> {
  const tree: Record<string, string> = {}
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && /\.ya?ml$/.test(entry.name)) tree[relative(root, path)] = readFileSync(path, 'utf8')
  }
  return tree
}

here('real repositories', () => {
  const roots = existsSync(CORPUS) ? readdirSync(CORPUS).filter((name) => name.includes('__')) : []

  test('are read without defects but one, and every id, need and chain is sound', () => {
    const defects: string[] = []
    const unsound: string[] = []
    let jobs = 0
    for (const root of roots) {
      const result = readTree(treeOf(join(CORPUS, root)))
      defects.push(...result.defects.map(({ at }) => `${root}/${at.file}`))
      for (const pipeline of result.pipelines) {
        const ids = new Set(pipeline.jobs.map(({ id }) => id))
        if (ids.size !== pipeline.jobs.length) unsound.push(`${root}/${pipeline.file}: ids`)
        jobs += ids.size
        for (const job of pipeline.jobs) {
          if (!job.needs.every((need) => ids.has(need))) unsound.push(`${root}/${pipeline.file}: needs of ${job.id}`)
          if (job.checkNames.some((name) => name.includes('${{'))) unsound.push(`${root}/${pipeline.file}: ${job.id}`)
          for (const { because } of job.steps.flatMap(({ commands }) => commands)) {
            if (because[0]?.file !== pipeline.file) unsound.push(`${root}/${pipeline.file}: chain in ${job.id}`)
          }
        }
      }
    }
    // One repository keeps the settings of a bot among its workflows; GitHub rejects that file too.
    expect(new Set(defects)).toEqual(new Set(['microsoft__azure-pipelines-yaml/.github/workflows/stale.yml']))
    expect(unsound).toEqual([])
    expect(jobs).toBeGreaterThan(400)
  })
})
