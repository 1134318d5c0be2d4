import type { Command, Resource, Step } from '../../../models/index.js'
import { folderOf } from '../../paths.js'
import { joinPath, operandsOf, optionsOf } from '../command-words.js'
import { Claims } from '../pulls/claims.js'
import type { Place } from '../throwaway.js'
import { knownTexts, type KnownText } from './known-text.js'
import type { Filing } from './joining.js'
import type { Tree } from './tree.js'

/** A file or folder that a step deploys, relative to the root; not `known` where an expression decides it. */
export interface NamedPath extends KnownText {
  /** A module stands for its folder alone, everything else for all below it. */
  readonly module: boolean
}

/** The files and folders that a command, or the action of its step, names; what the tool takes where nothing is named. */
export function pathsOf(filing: Filing, place: Place, command: Command | undefined, tree: Tree): NamedPath[] {
  const base = command === undefined ? '.' : command.directory
  const written =
    command === undefined
      ? inputsNamed(filing, place.step)
      : [...namedIn(filing, command), ...builtBefore(place.step, command)]
  const module = filing.otherwise === 'module'
  const named = written
    .flatMap((text) => knownTexts(text, place, command))
    .flatMap(({ text, known }) => {
      const path = known && base !== undefined ? pathFrom(base, text) : text
      return path === undefined ? [] : { text: path, known: known && base !== undefined, module }
    })
  if (named.length > 0 || filing.otherwise === undefined) return named
  if (base === undefined) return [{ text: 'the folder that it runs in', known: false, module }]
  const folder = joinPath(base, '.') ?? ''
  if (typeof filing.otherwise === 'string') return [{ text: folder, known: true, module }]
  const usual = filing.otherwise.map((name) => joinPath(folder, name) ?? name).find((path) => tree.has(path))
  return usual === undefined ? [] : [{ text: usual, known: true, module }]
}

/** `-` is the input of the command, an address is not in the tree. */
function pathFrom(base: string, text: string): string | undefined {
  const path = text.replace(/^file:\/\//, '')
  return path === '' || path === '-' || path.includes('://') || path.startsWith('/') ? undefined : joinPath(base, path)
}

function inputsNamed({ inputs = [] }: Filing, step: Step): string[] {
  return inputValues(step, inputs)
    .flatMap((value) => value.split(/[\n,]/))
    .map((text) => text.trim())
}

/** The values of the step's inputs with these names, however they are written. */
export function inputValues(step: Step, names: readonly string[]): string[] {
  return [step, ...step.inner].flatMap((each) =>
    Array.from(each.with, ([name, { value }]) => (names.includes(plainName(name)) ? value : '')).filter(
      (value) => value !== '',
    ),
  )
}

const plainName = (name: string): string => name.toLowerCase().replace(/[-_]/g, '')

function namedIn({ options = [], operands, skips = [] }: Filing, command: Command): string[] {
  const given = optionsOf(command).flatMap(({ name, value }) => (options.includes(name) ? value.text.split(',') : []))
  if (operands === undefined) return given
  if (operands !== 'paths') return [...given, ...wordsAfter(command, operands)]
  const values = new Set(optionsOf(command).flatMap(({ name, value }) => (skips.includes(name) ? [value] : [])))
  const paths = operandsOf(command).filter((word) => !values.has(word) && isPath(word.text))
  return [...given, ...paths.map(({ text }) => text)]
}

function isPath(text: string): boolean {
  return !text.includes('=') && (text.includes('/') || /^\.$|\.[A-Za-z]+$/.test(text))
}

/** The word right after these words, if it is no option. */
export function wordsAfter({ argv }: Command, words: readonly string[]): string[] {
  const texts = argv.map(({ text }) => text)
  const start = texts.findIndex((_, index) => words.every((word, offset) => texts[index + offset] === word))
  const next = start < 0 ? undefined : texts[start + words.length]
  return next === undefined || next.startsWith('-') ? [] : [next]
}

/** The folder of `kustomize build overlays/prod | kubectl apply -f -`. */
function builtBefore({ commands }: Step, command: Command): string[] {
  if (!command.argv.some(({ text }) => text === '-')) return []
  return commands
    .slice(0, Math.max(0, commands.indexOf(command)))
    .filter(({ argv, directory }) => {
      const [program, sub] = argv.map(({ text }) => text)
      return (
        directory === command.directory &&
        ((program === 'kustomize' && sub === 'build') || (program === 'kubectl' && sub === 'kustomize'))
      )
    })
    .flatMap(({ argv }) => argv.slice(2).map(({ text }) => text))
    .filter((text) => !text.startsWith('-'))
}

/** The resources that a path stands for: those of a module and of what it calls, of a kustomization, or of the files. */
export function resourcesAt(
  { text: path, known, module }: NamedPath,
  { technologies }: Filing,
  tree: Tree,
): Resource[] {
  if (!known) return []
  const all =
    technologies === undefined
      ? tree.resources
      : tree.resources.filter((each) => technologies.includes(each.technology))
  if (module) return all.filter((each) => isOfModule(each, path))
  const claims = tree.kustomizations.has(path) ? new Claims([path], [], tree.kustomizations) : undefined
  return all.filter(({ file }) => isWithin(file, path) || claims?.deploys(file) === true)
}

function isOfModule({ file, calledFrom = [] }: Resource, folder: string): boolean {
  return folderOf(file) === folder || calledFrom.some((call) => folderOf(call.file) === folder)
}

function isWithin(file: string, path: string): boolean {
  return path === '' || file === path || file.startsWith(`${path}/`)
}
