import type { Runner } from '../../src/publish/runner.js'
import type { Annotation } from '../../src/reporters/annotations.js'

export interface FakeRunner extends Runner {
  readonly lines: string[]
  readonly annotations: Annotation[]
  readonly outputs: Map<string, string | number>
  readonly summaries: string[]
  summaryRoom: number
}

/** A runner that remembers what it was told. */
export function fakeRunner(): FakeRunner {
  const lines: string[] = []
  const annotations: Annotation[] = []
  const outputs = new Map<string, string | number>()
  const summaries: string[] = []
  return {
    lines,
    annotations,
    outputs,
    summaries,
    summaryRoom: 1024 * 1024,
    info: (text) => void lines.push(text),
    debug: () => undefined,
    annotate: (annotation) => void annotations.push(annotation),
    setOutput: (name, value) => void outputs.set(name, value),
    summarise(markdown) {
      summaries.push(markdown)
      return Promise.resolve(true)
    },
  }
}
