/** Our own words as strings, values from the repository as objects, so that no renderer can confuse the two. */
export type Message = readonly (string | { readonly value: string })[]

export type MessageData = Readonly<Record<string, string | number>>

/**
 * Replaces each `{name}` of `template` by the value of that name.
 * Throws if the template names a value that `data` lacks: a defect of the check, not of the repository.
 */
export function fill(template: string, data: MessageData = {}): Message {
  return template
    .split(/(\{\w+\})/)
    .filter((part) => part !== '')
    .map((part) => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1]
      if (name === undefined) return part
      const value = data[name]
      if (value === undefined) throw new Error(`the message needs {${name}}`)
      // A number cannot be mistaken for anything: it needs no quoting.
      return typeof value === 'number' ? String(value) : { value }
    })
}

/** The message as one line of plain text, values in quotation marks. Not escaped for any sink. */
export function plain(message: Message): string {
  return message.map((part) => (typeof part === 'string' ? part : `"${part.value}"`)).join('')
}
