import type { ActionRef, Job } from '../../../models/index.js'
import { scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlScalar } from '../../yaml/node.js'
import { defined } from '../defined.js'
import { newJob, opaqueStep, unresolved } from '../parts.js'
import { pipeVariables } from './pipes.js'
import type { StepScope } from './scope.js'
import { approvalOf } from './step.js'

/** The custom pipeline that a step of `type: pipeline` starts (Bitbucket docs: Child pipeline step options). */
export function childOf(step: YamlMapping): YamlScalar | undefined {
  return scalarAt(step, 'type')?.text === 'pipeline' ? scalarAt(step, 'custom') : undefined
}

/** The job that stands for the call; a pipeline that the file does not have is left open. */
export function callingJob(step: YamlMapping, name: YamlScalar, scope: StepScope): Job {
  const { text, at } = name
  const isThere = scope.custom.has(text)
  const target: ActionRef = { text, kind: 'local', path: at.file, at }
  return newJob({
    id: scope.id,
    name: scalarAt(step, 'name')?.text || scope.id,
    needs: scope.needs,
    starts: scope.starts,
    calls: { target, resolved: isThere, secrets: 'inherit', with: pipeVariables(valueAt(step, 'input-variables')) },
    steps: isThere ? [] : [opaqueStep(unresolved(`custom pipeline ${text}`, 'missing', at))],
    ...defined({ stage: scope.stage, environment: scope.environment, approval: approvalOf(step) }),
    at: step.at,
  })
}
