import type { Located } from '../../../core/location.js'
import { defined } from '../defined.js'
import type { StepFields } from '../parts.js'
import type { Context } from './context.js'

/** What holds for a single step, beside what holds for its whole job. */
export function stepFields(context: Context): StepFields {
  const { stage, starts, condition, after, forgiving, timeout, retries } = context
  const isNarrower = starts !== stage.starts
  const env = new Map<string, Located<string>>()
  for (const [name, { text }] of context.stepEnv) env.set(name, text)
  return {
    env,
    ...defined({
      starts: isNarrower ? starts : undefined,
      condition: isNarrower || condition !== stage.condition ? condition : undefined,
      after,
      allowFailure: forgiving && { value: true, at: forgiving.at },
      timeoutMinutes: timeout === stage.timeout ? undefined : timeout,
      retries: retries === stage.retries ? undefined : retries,
    }),
  }
}
