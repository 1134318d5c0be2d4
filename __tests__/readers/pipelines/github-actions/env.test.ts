import { describe, expect, test } from '@jest/globals'
import type { Script } from '../../../../src/readers/resolve/types.js'
import { readWorkflowText } from './support.js'

function last(job: string, top = '', more: Readonly<Record<string, string>> = {}): Script | undefined {
  const { resolver, defects } = readWorkflowText(`on: push\n${top}jobs:\n  a:\n${job.replace(/^/gm, '    ')}\n`, more)
  expect(defects).toEqual([])
  // An action of the tree is read once more by itself, where nobody calls it.
  return resolver.scripts.findLast(({ because }) => because[0]?.file.startsWith('.github/'))
}

const known = (script: Script | undefined): Record<string, string> => Object.fromEntries(script?.env ?? [])

describe('variables of workflow, job and step', () => {
  const top = 'env: {A: top, B: top, C: top}\n'

  test('the innermost counts', () => {
    expect(known(last('env: {B: job, C: job}\nsteps: [{run: x, env: {C: step}}]', top))).toEqual({
      A: 'top',
      B: 'job',
      C: 'step',
    })
  })

  test.each([
    ['a secret', '${{ secrets.A }}'],
    ['a value of the run', 'v${{ github.run_number }}'],
    ['a matrix', '${{ matrix.a }}'],
  ])('%s is not known, and hides what was', (_, value) => {
    expect(known(last(`env: {A: '${value}'}\nsteps: [{run: x}]`, top))).toEqual({ B: 'top', C: 'top' })
  })

  test('one is made from another', () => {
    expect(known(last("env: {D: '${{ env.A }}/d'}\nsteps: [{run: x, env: {E: '${{ env.D }}/e'}}]", top))).toMatchObject(
      {
        D: 'top/d',
        E: 'top/d/e',
      },
    )
  })

  test('expressions of a step see them, other contexts stay', () => {
    const script = last(
      "steps: [{run: 'cd ${{ env.A }} ${{ env.NONE }} ${{ github.ref }}', working-directory: '${{ env.B }}'}]",
      top,
    )
    expect(script).toMatchObject({ text: 'cd top ${{ env.NONE }} ${{ github.ref }}', directory: 'top' })
  })

  test('a called workflow has its own, not those of its caller', () => {
    const called = 'on: workflow_call\nenv: {Z: called}\njobs: {b: {steps: [{run: x}]}}\n'
    expect(known(last('uses: ./.github/workflows/c.yml', top, { '.github/workflows/c.yml': called }))).toEqual({
      Z: 'called',
    })
  })

  test('a composite action sees those of the step that calls it', () => {
    const action = "runs: {using: composite, steps: [{run: 'x ${{ env.B }}', shell: bash}]}\n"
    const script = last('steps: [{uses: ./a, env: {B: call}}]', top, { 'a/action.yml': action })
    expect(script?.text).toBe('x call')
    expect(known(script)).toEqual({ A: 'top', B: 'call', C: 'top' })
  })
})

describe('variables that the job itself changes are not known', () => {
  const after = (run: string): Record<string, string> =>
    known(last(`env: {A: '1', B: '2'}\nsteps:\n  - run: |\n${run.replace(/^/gm, '      ')}\n  - run: x`))

  test.each([
    ['one by name', 'echo "A=3" >> $GITHUB_ENV'],
    ['with tee', 'echo A=3 | tee -a "$GITHUB_ENV"'],
    ['a text of several lines', 'echo "A<<EOF" >> $GITHUB_ENV'],
    ['a block', '{\n  echo A=3\n} >> "$GITHUB_ENV"'],
    ['a here-document', 'cat >> $GITHUB_ENV << EOF\nA=3\nEOF'],
    ['PowerShell', '"A=3" | Out-File -FilePath $env:GITHUB_ENV -Append'],
  ])('%s', (_, run) => {
    expect(after(run)).toEqual({ B: '2' })
  })

  test.each([
    ['what a program prints', './versions.sh >> $GITHUB_ENV'],
    ['what a program may do with the file', 'python set.py $GITHUB_ENV'],
  ])('all of them: %s', (_, run) => {
    expect(after(run)).toEqual({})
  })

  test('what a step says itself holds for it all the same', () => {
    const steps = "steps: [{run: 'echo A=3 >> $GITHUB_ENV'}, {run: x, env: {A: '4'}}]"
    expect(known(last(`env: {A: '1'}\n${steps}`))).toEqual({ A: '4' })
  })
})
