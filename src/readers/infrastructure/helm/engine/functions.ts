import { Opaque } from '../template/syntax.js'
import { Missing, type FunctionTable, type TemplateFunction, type Tools } from './arguments.js'
import { COLLECTION_FUNCTIONS, HOLE_COLLECTION_FUNCTIONS } from './collection-functions.js'
import { Hole, isList, isUnknown, type Data } from './data.js'
import { HOLE_LOGIC_FUNCTIONS, LOGIC_FUNCTIONS } from './logic-functions.js'
import { HOLE_TEXT_FUNCTIONS, TEXT_FUNCTIONS } from './text-functions.js'

/** Functions whose result depends on more than their arguments, or is never looked into: holes. */
const UNKNOWABLE: ReadonlySet<string> = new Set(
  (
    'abbrev abbrevboth adler32sum ago b64dec b64enc b32dec b32enc bcrypt buildCustomCert camelcase clean date dateInZone ' +
    'dateModify date_in_zone date_modify decryptAES deepEqual derivePassword duration durationRound encryptAES env ' +
    'expandenv fromToml genCA genCAWithKey genPrivateKey genSelfSignedCert genSelfSignedCertWithKey genSignedCert ' +
    'genSignedCertWithKey getHostByName html htmlDate htmlDateInZone htpasswd initials isAbs js kebabcase lookup now ' +
    'osBase osClean osDir osExt osIsAbs plural randAlpha randAlphaNum randAscii randBytes randInt randNumeric ' +
    'regexFind regexFindAll regexMatch regexQuoteMeta regexReplaceAll regexReplaceAllLiteral regexSplit semver ' +
    'sha1sum sha256sum sha512sum shuffle snakecase splitn swapcase toDate toDecimal toToml typeOf unixEpoch urlJoin ' +
    'urlParse urlquery uuid uuidv4 wrap wrapWith'
  ).split(' '),
)

/** Functions that change a map that others may hold. */
export const MUTATING: ReadonlySet<string> = new Set(['set', 'unset', 'merge', 'mergeOverwrite'])

function named(...tables: FunctionTable[]): ReadonlyMap<string, TemplateFunction> {
  return new Map(tables.flatMap((table) => Object.entries(table)))
}

const TAKE_HOLES = named(HOLE_TEXT_FUNCTIONS, HOLE_COLLECTION_FUNCTIONS, HOLE_LOGIC_FUNCTIONS)
const NEED_VALUES = named(TEXT_FUNCTIONS, COLLECTION_FUNCTIONS, LOGIC_FUNCTIONS)

/** The function's own name: `mustMerge` is `merge` that fails aloud. */
export function plainName(name: string): string {
  const must = /^must([A-Z]\w*)$/.exec(name)?.[1]
  return must === undefined ? name : must.charAt(0).toLowerCase() + must.slice(1)
}

/**
 * Calls a function that needs nothing but its arguments. Unknown arguments give an unknown result, and so do those that
 * only an installation can give.
 */
export function callFunction(name: string, args: readonly Data[], tools: Tools): Data {
  const run = functionNamed(name, args)
  if (run === undefined) return unknownResult(name, args, tools)
  try {
    return run(args, tools)
  } catch (error) {
    if (error instanceof Missing) return unknownResult(name, args, tools)
    throw error
  }
}

/** The function of that name, or undefined where what it gives for these arguments is not known. */
function functionNamed(name: string, args: readonly Data[]): TemplateFunction | undefined {
  if (UNKNOWABLE.has(name)) return undefined
  const takes = TAKE_HOLES.get(name)
  if (takes !== undefined) return collectionsOf(name, args).some((each) => each instanceof Hole) ? undefined : takes
  const needs = NEED_VALUES.get(name)
  if (needs === undefined) throw new Opaque(`the function ${name.slice(0, 40)} is not known here`)
  return args.some(isUnknown) ? undefined : needs
}

/** The arguments that the function looks into although it takes holes. */
function collectionsOf(name: string, args: readonly Data[]): readonly Data[] {
  switch (name) {
    case 'concat':
    case 'merge':
    case 'mergeOverwrite':
      return args
    case 'append':
    case 'get':
    case 'prepend':
    case 'push':
    case 'set':
    case 'unset':
      return args.slice(0, 1)
    case 'dig':
      return args.slice(-1)
    default:
      return []
  }
}

/** Functions that trim a name to what the platform takes: their result is shown as the name itself. */
const COSMETIC: ReadonlySet<string> = new Set([
  'trunc',
  'trimSuffix',
  'trimPrefix',
  'trimAll',
  'trim',
  'lower',
  'replace',
])

/** A hole for the call, by the names of its arguments, so that equal calls are equal. */
function unknownResult(name: string, args: readonly Data[], { holes }: Tools): Hole {
  const names = args.map((value) => {
    if (value instanceof Hole) return value.name
    if (value instanceof Map || isList(value)) return '…'
    return holes.explain(String(value).slice(0, 200)).replaceAll(/\{\{ | \}\}/g, '')
  })
  const last = args.at(-1)
  const call = [name, ...names].join(' ')
  if (!COSMETIC.has(name) || last === undefined) return new Hole(call)
  return new Hole(call, last instanceof Hole ? last.text : holes.explain(String(last)))
}
