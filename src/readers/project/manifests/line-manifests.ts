import { pathsEnding } from '../../../core/path-index.js'
import { composeYaml } from '../../yaml/compose.js'
import { entriesOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import { folderOf, inFolder, resolveIn } from '../../paths.js'
import type { Ecosystem, ManifestSource } from './facts.js'

/** `go.mod`. A workspace's members keep their own `go.sum`; `go.work.sum` adds what only the workspace needs. */
export const GO: Ecosystem = {
  name: 'go',
  isManifest: (name) => name === 'go.mod',
  lockFiles: ['go.sum'],
  read({ path, text }) {
    const lines = text.split('\n').map((line) => line.trim())
    const first = lines.findIndex((line) => line.startsWith('require ') || line.startsWith('require('))
    const block = first >= 0 && /\($/.test(lines[first] ?? '')
    const some = first >= 0 && (!block || !/^(?:\)|$)/.test(lines[first + 1] ?? ''))
    return {
      hasDependencies: some,
      publishable: undefined,
      ...(some && lineAt(path, first, lines[first] ?? '', 'require')),
    }
  },
}

/** `Gemfile`; a gemspec beside it makes the folder a gem. */
export const BUNDLER: Ecosystem = {
  name: 'bundler',
  isManifest: (name) => name === 'Gemfile' || name === 'gems.rb',
  lockFiles: ['Gemfile.lock', 'gems.locked'],
  read({ path, folder, text, index }) {
    const lines = text.split('\n')
    const first = lines.findIndex((line) => /^\s{0,40}(?:gem|gemspec)\b/.test(line))
    const gemspec = pathsEnding(index.paths, ['.gemspec']).some((each) => folderOf(each) === folder)
    return {
      hasDependencies: first >= 0,
      publishable: gemspec ? true : undefined,
      ...(first >= 0 && lineAt(path, first, lines[first] ?? '', 'gem')),
    }
  },
}

/** `composer.json`. */
export const COMPOSER: Ecosystem = {
  name: 'composer',
  isManifest: (name) => name === 'composer.json',
  lockFiles: ['composer.lock'],
  read({ path, text, context }) {
    const { documents, error } = composeYaml(path, text)
    if (error !== undefined) context.defect(error)
    const [root] = documents
    const packages = ['require', 'require-dev']
      .flatMap((key) => entriesOf(valueAt(root, key)))
      .filter(({ key }) => key.text !== 'php' && !key.text.startsWith('ext-'))
    const type = scalarAt(root, 'type')?.text
    return {
      hasDependencies: packages.length > 0,
      publishable: type === 'project' ? false : type === undefined ? undefined : true,
      ...(packages[0] !== undefined && { at: packages[0].key.at }),
    }
  },
}

/** Gradle plug-ins that publish to a repository of packages, and those that make a program to run. */
const GRADLE_PUBLISHING = [
  'maven-publish',
  'com.gradle.plugin-publish',
  'com.vanniktech.maven.publish',
  'java-gradle-plugin',
]
const GRADLE_PROGRAMS = [
  'org.springframework.boot',
  'com.android.application',
  'io.quarkus',
  'io.micronaut.application',
]

/** `build.gradle` and `build.gradle.kts`; the members of a build stand in its settings file. */
export const GRADLE: Ecosystem = {
  name: 'gradle',
  isManifest: (name) => name === 'build.gradle' || name === 'build.gradle.kts',
  lockFiles: ['gradle.lockfile', 'gradle/verification-metadata.xml'],
  read(source) {
    const lines = withoutComments(source.text).split('\n')
    const block = lines.findIndex((line) => /^\s{0,40}dependencies\s{0,10}\{/.test(line))
    const filled = block >= 0 && !['', '}'].includes((lines[block + 1] ?? '').trim())
    const members = gradleMembers(source)
    const has = (plugin: string) => lines.some((line) => line.includes(plugin))
    return {
      hasDependencies: block < 0 ? undefined : filled || undefined,
      publishable: GRADLE_PUBLISHING.some(has) ? true : GRADLE_PROGRAMS.some(has) ? false : undefined,
      ...(members.size > 0 && { isMember: (folder: string) => members.has(folder) }),
      ...(block >= 0 && lineAt(source.path, block, lines[block] ?? '', 'dependencies')),
    }
  },
}

/** The folders of `include 'a', ':b:c'` in the settings file. */
function gradleMembers({ folder, context, index }: ManifestSource): Set<string> {
  const members = new Set<string>()
  for (const name of ['settings.gradle', 'settings.gradle.kts']) {
    const path = inFolder(folder, name)
    const text = index.has(path) ? context.files.text(path) : undefined
    if (text === undefined) continue
    let including = false
    for (const line of withoutComments(text).split('\n')) {
      including = /^\s{0,40}include\b/.test(line) || (including && /^\s*['"]/.test(line))
      if (!including) continue
      for (const match of line.matchAll(/['"]([^'"]+)['"]/g)) {
        members.add(resolveIn('', (match[1] ?? '').replace(/^:/, '').replaceAll(':', '/')))
      }
    }
  }
  return members
}

/** The text with comments of the C family blanked out; strings of one line are respected. */
function withoutComments(text: string): string {
  let out = ''
  for (let i = 0; i < text.length;) {
    const char = text[i] ?? ''
    let end = i + 1
    if (char === '"' || char === "'") {
      while (end < text.length && text[end] !== char && text[end] !== '\n') end += text[end] === '\\' ? 2 : 1
      out += text.slice(i, (end += 1))
    } else if (text.startsWith('//', i)) {
      end = text.indexOf('\n', i)
      if (end < 0) end = text.length
    } else if (text.startsWith('/*', i)) {
      end = text.indexOf('*/', i + 2)
      end = end < 0 ? text.length : end + 2
      out += text.slice(i, end).replace(/[^\n]/g, '')
    } else {
      out += char
    }
    i = end
  }
  return out
}

function lineAt(file: string, index: number, line: string, route: string) {
  const column = line.length - line.trimStart().length + 1
  return { at: { file, line: index + 1, column, endLine: index + 1, endColumn: line.trimEnd().length + 1, route } }
}
