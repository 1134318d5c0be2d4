import { onName, onPath, pathsFitting } from '../../../core/path-index.js'
import { withoutTrailingSlashes } from '../../../core/slashes.js'
import { fileLocation, type Located } from '../../../core/location.js'
import type { FileIndex } from '../../../models/index.js'
import type { Guide, GuideKind } from '../../../models/guides.js'
import type { Files } from '../../../snapshot/snapshot.js'
import { readSections } from '../documents/sections.js'
import { isOwnOutsideTests } from '../own-paths.js'
import { folderOf, nameOf, resolveIn, nearestFirst } from '../../paths.js'
import { GENERATORS, OWN_WORDS } from './generators.js'
import { linksIn, pathOfLink, visibleLines } from './links.js'

/** Guides of one kind beyond this number are not opened; those nearest to the root come first. */
const MOST = 40

const LONGEST_TEXT = 20_000

const DOCUMENT = /\.(?:md|markdown|mdx|rst|adoc|asciidoc|org|txt)$/i

/** Folders in which hosts look for what they show (GitHub docs: "About READMEs", "Setting guidelines for contributors"). */
const SHOWN = /^(?:|docs?|\.github|\.gitlab|\.gitea|\.forgejo|\.bitbucket)$/i

const README = /^readme(?:\.(?:md|markdown|mdx|rst|adoc|asciidoc|org|txt|rdoc|textile|pod|wiki|creole))?$/i
const CONTRIBUTING = /^(?:contributing|contribute|hacking|development|developing|developers?)(?:\.\w{2,9})?$/i

/** GitHub docs, "Adding a security policy to your repository". */
const SECURITY = /^security(?:[-_]policy)?(?:\.(?:md|markdown|rst|adoc|txt))?$/i

/**
 * GitHub docs, "Creating a pull request template"; GitLab docs, "Description templates"; Microsoft Learn, "Improve pull
 * request descriptions using templates"; Gitea docs, "Issue and Pull Request templates".
 */
const CHANGE_TEMPLATE =
  /^(?:(?:\.github|docs|\.gitea|\.forgejo|\.azuredevops|\.vsts)\/)?(?:pull_request_template(?:\.(?:md|txt|yml|yaml))?|pull_request_template\/[^/]+\.(?:md|txt)|pull_request_template\/branches\/[^/]+\.(?:md|txt))$|^\.gitlab\/merge_request_templates\/[^/]+\.md$/i

const RUNBOOK_FOLDER = /(?:^|\/)(?:run-?books?|play-?books?|on-?call|sops?)\//i
const RUNBOOK_NAME =
  /run-?book|play-?book|roll-?back|on-?call|incident|disaster|recovery|restor(?:e|ing)|break-?glass|emergency/i

/** Notes of what has happened, and what describes a product to its users or decides about it. */
const NO_RUNBOOK =
  /(?:^|\/)(?:post-?mortems?|retros?|features?|concepts?|reference|api|blog|design|proposals?|rfcs?|adrs?|decisions|tutorials?|user-guide|releases?|changelogs?|node_modules)\/|(?:^|\/)(?:incidents|roles|templates)\/|template/i

/** A guide of any kind fits one of these, by its name or its path. */
const SHOWN_FILES: readonly RegExp[] = [README, CONTRIBUTING, SECURITY, CHANGE_TEMPLATE, DOCUMENT]

/** The documents that the repository shows to people, each read once. */
export function readGuides(files: Files, index: FileIndex): Guide[] {
  const found = new Map<GuideKind, string[]>()
  for (const path of pathsFitting(
    index.paths,
    SHOWN_FILES,
    (path, patterns) => onName(path, patterns) || onPath(path, patterns),
  )) {
    const kind = kindOfGuide(path, index)
    if (kind !== undefined) found.set(kind, [...(found.get(kind) ?? []), path])
  }
  const submodules = submodulesIn(files)
  return [...found].flatMap(([kind, paths]) =>
    nearestFirst(paths)
      .slice(0, MOST)
      .map((path) => guideOf(kind, path, { files, index, submodules })),
  )
}

function kindOfGuide(path: string, index: FileIndex): GuideKind | undefined {
  const name = nameOf(path)
  if (SHOWN.test(folderOf(path)) && README.test(name)) return 'readme'
  if (SHOWN.test(folderOf(path)) && CONTRIBUTING.test(name)) return 'contributing'
  if (SHOWN.test(folderOf(path)) && SECURITY.test(name)) return 'security-policy'
  if (CHANGE_TEMPLATE.test(path)) return 'change-template'
  if (!DOCUMENT.test(path) || !isOwnOutsideTests(index, path) || NO_RUNBOOK.test(path)) return undefined
  const isNamed = RUNBOOK_NAME.test(name) && /^(?:[^/]+$|(?:.*\/)?(?:docs?|documentation|ops|operations)\/)/i.test(path)
  return isNamed || RUNBOOK_FOLDER.test(path) ? 'runbook' : undefined
}

interface Place {
  readonly files: Files
  readonly index: FileIndex
  readonly submodules: readonly string[]
}

function guideOf(kind: GuideKind, path: string, place: Place): Guide {
  const source = place.files.text(path)
  const lines = visibleLines(source ?? '')
  const isMarkdown = /\.(?:md|markdown)$/i.test(path)
  const sections = readSections(lines.join('\n'), { asciidoc: /\.(?:adoc|asciidoc)$/i.test(path) })
  const text = lines.join('\n').slice(0, LONGEST_TEXT)
  const words = wordsIn(text)
  const links = linksIn(path, lines)
  const generator = words > OWN_WORDS ? undefined : GENERATORS.find((each) => each.text.test(text))
  return {
    kind,
    at: fileLocation(path),
    unread: source === undefined,
    text,
    words,
    headings: sections.flatMap(({ headings }) => headings.at(-1)?.text ?? []),
    steps: sections.reduce((sum, { steps }) => sum + steps, 0),
    code: sections.flatMap(({ code }) => code.map((line) => line.text)),
    boxes: lines.filter((line) => /^\s{0,12}(?:[-*+]|\d{1,3}[.)])\s{1,4}\[[ xX]?\]/.test(line)).length,
    ...(generator !== undefined && { generatedBy: generator.tool }),
    links,
    deadLinks: isMarkdown ? links.filter((link) => isDead(link, path, place)) : [],
  }
}

/** Words of sentences, lists and code: without pictures, addresses and marks. */
function wordsIn(text: string): number {
  const plain = text
    .replace(/!\[[^\]]{0,300}\]\([^)]{0,500}\)/g, ' ')
    .replace(/\]\([^)]{0,500}\)/g, ' ')
    .replace(/<[^<>]{0,1000}>/g, ' ')
    .replace(/\bhttps?:\/\/\S+/g, ' ')
  // Scripts without blanks between words have about two signs to a word.
  const unspaced = plain.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g)?.length ?? 0
  return (plain.match(/[\p{L}\p{N}][\p{L}\p{N}'’._-]*/gu)?.length ?? 0) + Math.floor(unspaced / 2)
}

/** Whether a link names a file of this repository that is not there. Links out of it go to pages of the host. */
function isDead({ value }: Located<string>, document: string, { files, index, submodules }: Place): boolean {
  const target = pathOfLink(value)
  if (target === undefined) return false
  const folder = target.startsWith('/') ? '' : folderOf(document)
  const leaves = depthBelow(target) < -folder.split('/').filter(Boolean).length
  if (leaves) return false
  const path = withoutTrailingSlashes(resolveIn(folder, target.replace(/^\/+/, '')))
  if (path === '' || path === '.' || index.has(path) || index.hasFolder(path)) return false
  if (submodules.some((each) => path === each || path.startsWith(`${each}/`))) return false
  // What lies behind a link of the file system, or in a file that is none, cannot be told.
  return !path.split('/').some((_, i, names) => files.has(names.slice(0, i + 1).join('/')))
}

/** How far up a path leads at its farthest, as a number of 0 or less. */
function depthBelow(path: string): number {
  let depth = 0
  let least = 0
  for (const name of path.split('/')) {
    if (name === '..') depth -= 1
    else if (name !== '' && name !== '.') depth += 1
    least = Math.min(least, depth)
  }
  return least
}

function submodulesIn(files: Files): string[] {
  const text = files.has('.gitmodules') ? (files.text('.gitmodules') ?? '') : ''
  return Array.from(text.matchAll(/^\s{0,8}path\s?=\s?(\S{1,300})/gm), (match) => match[1] ?? '')
}
