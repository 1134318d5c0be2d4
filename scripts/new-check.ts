/** `npm run new-check -- <subject> <id>`: scaffolds a check, its test and its page, then registers it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'

const [subject = '', id = ''] = process.argv.slice(2)
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

function fail(message: string): never {
  console.error(message)
  process.exit(2)
}

if (!NAME.test(subject) || !NAME.test(id)) {
  fail('Usage: npm run new-check -- <subject> <id>, both in kebab-case: npm run new-check -- deployment deploy-canary')
}

const files = [
  { path: `checks/${subject}/${id}.ts`, template: 'check.ts.txt' },
  { path: `__tests__/checks/${subject}/${id}.test.ts`, template: 'test.ts.txt' },
  { path: `docs/checks/${id}.md`, template: 'page.md.txt' },
]
for (const { path } of files) {
  if (existsSync(path)) fail(`${path} exists already; pick another id, or edit it.`)
}
for (const { path, template } of files) {
  mkdirSync(path.replace(/\/[^/]+$/, ''), { recursive: true })
  const text = readFileSync(`scripts/templates/${template}`, 'utf8')
  writeFileSync(path, text.replaceAll('__ID__', id).replaceAll('__SUBJECT__', subject))
  console.log(`written: ${path}`)
}
execFileSync(process.execPath, ['scripts/run.mjs', 'scripts/generate.ts'], { stdio: 'inherit' })
