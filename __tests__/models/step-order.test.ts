import { describe, expect, jest, test } from '@jest/globals'
import { fileLocation } from '../../src/core/location.js'
import type { Job, Step } from '../../src/models/index.js'
import { inSteps, placeOfStep, stepsAhead, stepsBehind, stepsFrom, stepsUpTo } from '../../src/models/step-order.js'

const at = fileLocation('a.yml')

function stepNamed(name: string): Step {
  return {
    name: { value: name, at },
    commands: [],
    intents: [],
    opaque: [],
    env: new Map(),
    with: new Map(),
    inner: [],
    at,
  }
}

function jobOf(count: number): Pick<Job, 'steps'> {
  return { steps: Array.from({ length: count }, (_, index) => stepNamed(String(index))) }
}

const namesOf = (steps: readonly Step[]): (string | undefined)[] => steps.map(({ name }) => name?.value)

describe.each([4, 40])('in a job of %i steps', (count) => {
  const job = jobOf(count)
  const [first, second, third] = job.steps as [Step, Step, Step]
  const last = job.steps.at(-1) as Step

  test('each step has its place', () => {
    expect(job.steps.map((step) => placeOfStep(job, step))).toEqual(Array.from({ length: count }, (_, index) => index))
  })

  test('there are steps before and behind', () => {
    expect(namesOf(stepsAhead(job, third))).toEqual(['0', '1'])
    expect(stepsAhead(job, first)).toEqual([])
    expect(namesOf(stepsUpTo(job, second))).toEqual(['0', '1'])
    expect(stepsBehind(job, first)).toHaveLength(count - 1)
    expect(stepsBehind(job, last)).toEqual([])
    expect(stepsFrom(job, second)).toHaveLength(count - 1)
  })

  test('a step of an action has no place in it', () => {
    const inner = stepNamed('inner')
    expect(placeOfStep(job, inner)).toBe(-1)
    expect([stepsAhead(job, inner), stepsUpTo(job, inner)]).toEqual([[], []])
    expect([stepsBehind(job, inner), stepsFrom(job, inner)]).toEqual([job.steps, job.steps])
  })

  test('each step is read once, whoever asks', () => {
    const read = jest.fn(({ name }: Step) =>
      Number(name?.value) % 2 === 1 ? [`${name?.value}a`, `${name?.value}b`] : [],
    )
    const found = inSteps(read)
    for (const step of job.steps) found.behind(job, step)
    expect(found.upTo(job, second)).toEqual(['1a', '1b'])
    expect(found.upTo(job, first)).toEqual([])
    expect(found.behind(job, third).slice(0, 2)).toEqual(['3a', '3b'])
    expect(found.behind(job, stepNamed('inner'))).toHaveLength(count)
    expect(read).toHaveBeenCalledTimes(count)
  })
})
