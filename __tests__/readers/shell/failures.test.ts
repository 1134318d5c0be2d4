import { describe, expect, test } from '@jest/globals'
import { ignored, onFailure } from './support.js'

describe('a failure that counts', () => {
  test.each([
    ['alone', 't'],
    ['not last under set -e', 't\nls'],
    ['last of a chain', 'cd x && t\nls'],
    ['in a chain at the end', 't && ls'],
    ['of a script that is told to stop', 'set -e\nt\nls', false],
    ['the same by other words', 'set -o errexit\nt\nls', false],
    ['of the last command', 'ls\nt', false],
    ['kept in a variable and given', 'set +e\nt\nrc=$?\nset -e\nexit $rc'],
    ['kept, with work in between', 't; rc=$?; upload; exit $rc', false],
    ['looked at', 't\nif [ $? -ne 0 ]; then exit 1; fi', false],
    ['given at once', 't\nexit $?', false],
    ['given by exit alone', 't\nexit', false],
    ['as a condition', 'if t; then ls; fi'],
    ['as a negated condition', 'if ! t; then exit 1; fi'],
    ['answered with an end', 't || exit 1'],
    ['answered with talk and an end', 't || { echo failed; exit 1; }'],
    ['answered with an end in a subshell', 't || (echo failed && exit 1)'],
    ['answered by a function that ends the script', 'die() { echo "$1"; exit 1; }\nt || die "no"'],
    ['answered with false', 't || false'],
    ['answered with another try', 't || t'],
    ['noted in a variable that decides later', 'bad=0\nt || bad=1\nls\nexit $bad'],
    ['counted', 't || ((failed++))\nls\nif [ "$failed" -ne 0 ]; then exit 1; fi', false],
    ['counted by other words', 't || (( failed += 1 ))\nls\nexit $failed', false],
    ['noted in arithmetic', 't || bad=1\n(( bad )) && exit 1\nls'],
    ['noted in an output', 't || echo "failed=true" >> "$GITHUB_OUTPUT"'],
    ['in a pipe that it ends', 'ls | t'],
    ['in a pipe with pipefail', 'set -o pipefail\nt | tee log'],
    ['with pipefail among other options', 'set -euo pipefail\nt | tee log\nls', false],
    ['in a pipe whose statuses are read', 't | tee log\nexit ${PIPESTATUS[0]}', false],
    ['in the background and waited for', 't &\npid=$!\nwait $pid'],
    ['of an assignment', 'x=$(t)\nls'],
    ['whose output decides', 'x=$(t); if [ -n "$x" ]; then exit 1; fi', false],
    ['whose output is compared', 'test -z "$(t)"\nls', false],
    ['in a function', 'f() { t; ls; }\nf'],
    ['left of && at the end of a function that stops the script', 'f() { t && ls; }\nf\nls'],
    ['in a subshell', '(t; ls)\nls'],
    ['in a group', '{ t; ls; }\nls'],
    ['in a loop under set -e', 'for x in a b; do t; ls; done'],
    ['in a retry', 'until t; do sleep 1; done'],
    ['set +e that is only perhaps run', 'if x; then set +e; fi\nt\nls'],
  ])('%s', (_, text, failFast = true) => {
    expect(ignored(text, 't', { failFast })).toBeUndefined()
  })
})

describe('a failure that is discarded', () => {
  test.each([
    ['|| true', 't || true', '|| true'],
    ['|| :', 't || :', '|| :'],
    ['|| exit 0', 't || exit 0', '|| exit 0'],
    ['|| echo', 't || echo "tests failed"', '|| echo "tests failed"'],
    ['|| { echo; true; }', 't || { echo a; true; }', '|| { echo a; true; }'],
    ['long handlers are cut', `t || echo ${'a'.repeat(60)}`, `|| echo ${'a'.repeat(35)} …`],
    ['a chain in front', 'a && t || true', '|| true'],
    ['two tries, both let pass', 't || t2 || true', '|| true'],
    ['a variable that nobody reads', 't || failed=1\nls', '|| failed=1'],
    ['set +e', 'set +e\nt\nls', 'set +e'],
    ['set +e and back', 'set +e\nt\nset -e\nls', 'set +e'],
    ['a status that nobody reads', 'set +e\nt\nrc=$?\nls', 'set +e'],
    ['a pipe', 't | tee log', '| tee without pipefail'],
    ['a pipe into a loop', 't | while read x; do echo $x; done', '| … without pipefail'],
    ['pipefail that is taken back', 'set -o pipefail\nset +o pipefail\nt | tee log', '| tee without pipefail'],
    ['the background', 't &\nls', '& without wait'],
    ['the background with a wait for all', 't &\nwait', '& without wait'],
    ['negation', '! t\nls', '!'],
    ['a substitution in an argument', 'echo $(t)', '$(…) in echo'],
    ['a substitution in an export', 'export X=$(t)', '$(…) in export'],
    ['a substitution in a loop', 'for x in $(t); do ls; done', '$(…) in for'],
    ['left of && before more', 't && ls\nls', '&& before the last command'],
    [
      'set -e in a tested function',
      'f() { t\nls; }\nf || exit 1',
      'set -e has no effect in a command whose status is tested',
    ],
  ])('%s', (_, text, expected) => {
    expect(ignored(text, 't')).toBe(expected)
  })

  test.each([
    ['exit 0', 't; exit 0', '; exit 0'],
    ['true', 't; true', '; true'],
    ['more work', 't\nls', 'the script goes on after a failure'],
    ['a subshell', '(t; ls)', 'the script goes on after a failure'],
    ['output that nobody uses', 'x=$(t); ls', 'the script goes on after a failure'],
  ])('in a script that does not stop, by %s', (_, text, expected) => {
    expect(ignored(text, 't', { failFast: false })).toBe(expected)
  })

  test('everything in a function, a group or a subshell shares it', () => {
    expect(ignored('f() { t; }\nf || true', 't')).toBe('|| true')
    expect(ignored('{ a; t; } || true', 't')).toBe('|| true')
    expect(ignored('(set -e; t; b) || true', 't')).toBe('set -e has no effect in a command whose status is tested')
    expect(ignored('(a; t) || true', 't')).toBe('|| true')
  })
})

describe('what runs on failure', () => {
  test.each([
    ['right of ||', 't || { undo; exit 1; }', ['undo']],
    ['all of it', 't || { echo failed; undo a; undo b; }', ['echo failed', 'undo a', 'undo b']],
    ['a function', 'back() { undo; }\nt || back', ['undo']],
    ['a negated condition', 'if ! t; then undo; exit 1; fi', ['undo']],
    ['the other branch', 'if t; then ls; else undo; fi', ['undo']],
    ['a look at the status', 't\nif [ $? -ne 0 ]; then undo; exit 1; fi', ['undo']],
    ['a look at the status kept', 't; rc=$?\nif [[ $rc != 0 ]]; then undo; fi; exit $rc', ['undo']],
    ['a look the other way round', 't\nif [ $? -eq 0 ]; then ls; else undo; fi', ['undo']],
    ['a trap', 'trap undo ERR\nt', ['undo']],
    ['a trap that calls a function', "undo_all() { undo; }\ntrap 'undo_all' ERR\nt", ['undo']],
  ])('%s', (_, text, expected) => {
    expect(onFailure(text, 't', { failFast: false })).toEqual(expected)
  })

  test.each([
    ['nothing', 't'],
    ['nothing but an end', 't || exit 1'],
    ['nothing but discarding', 't || true'],
    ['nothing but talk', 't || echo failed'],
    ['a condition that has no other branch', 'if t; then ls; fi'],
    ['a trap that was taken back', 'trap undo ERR\ntrap - ERR\nt'],
  ])('%s', (_, text) => {
    expect(onFailure(text, 't')).toEqual([])
  })

  test('a comparison is no work that fails', () => {
    expect(onFailure('if [ a = b ]; then x; else y; fi', '[')).toEqual([])
  })
})
