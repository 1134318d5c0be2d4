/** Forms that first lines of commits have in common, by which a reader or a program tells them apart. */
const FORMS: readonly { readonly name: string; readonly test: RegExp }[] = [
  // Conventional Commits 1.0.0, and the names of parts that Go, Linux and others put in front.
  {
    name: 'a type or a part in front',
    test: /^\[?[\w.*/-]{1,40}(?:, ?[\w.*/-]{1,40}){0,4}(?:\([^)]{1,60}\))?\]?!?: ?\S/,
  },
  { name: 'gitmoji', test: /^(?::[a-z_\d+-]+:|\p{Extended_Pictographic})/u },
  {
    name: 'a ticket in front',
    test: /^(?:\[?\(?[A-Z][A-Z\d_]{1,15}[- ]\d+|\[[^\]]{1,40}\]|\([a-z]{2,15}\)\s|#\d+|\(?(?:gh|bug|issue|ticket)[-# ]*\d+)/i,
  },
  { name: 'the number of a pull request at the end', test: /\((?:#|!|GH-)\d+\)$/ },
]

/** Two words or more, or some characters of a script that puts no blanks between words. Short of a form, it tells what was done. */
const SENTENCE = /^\W{0,4}\p{L}\S*\s+\S|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]{4}/u

/** What release tools write: the number of a version alone. */
const VERSION = /^(?:release|version|bump)?:?\s?v?\d+\.\d[\w.+-]*$/i

/** Words that say nothing of what was done. */
const EMPTY =
  /^(?:wip|fix(?:es|ed)?|update[sd]?|change[sd]?|more|test(?:s|ing)?|tmp|temp|stuff|misc|cleanup|commit|minor|asdf\w*|\.+|-+|save|done|typo)\b\W*(?:\w+\W*)?$/i

/** How subjects are written. */
export interface CommitForms {
  /** How many were looked at. */
  readonly count: number
  /** The form that most of them share, and how many do. */
  readonly form?: { readonly name: string; readonly count: number }
  /** Those that neither have a form nor are two words: `fix`, `wip`. */
  readonly telling: number
  readonly bare: readonly string[]
}

/** What the newest `most` subjects have in common. */
export function commitForms(subjects: readonly string[], most: number, own: readonly string[] = []): CommitForms {
  const looked = subjects
    .map((subject) => subject.trim())
    .filter((subject) => !VERSION.test(subject))
    .slice(0, most)
  const forms = FORMS.map(({ name, test }) => ({ name, count: looked.filter((subject) => test.test(subject)).length }))
  const prefixed = {
    name: 'a prefix of the configuration',
    count: looked.filter((each) => own.some((prefix) => each.startsWith(prefix))).length,
  }
  const [form] = [...forms, prefixed].sort((a, b) => b.count - a.count)
  const bare = looked.filter(
    (subject) =>
      !FORMS.some(({ test }) => test.test(subject)) &&
      !own.some((prefix) => subject.startsWith(prefix)) &&
      isBare(subject),
  )
  return {
    count: looked.length,
    ...(form !== undefined && form.count > 0 && { form }),
    telling: looked.length - bare.length,
    bare,
  }
}

function isBare(subject: string): boolean {
  return EMPTY.test(subject) || !SENTENCE.test(subject)
}
