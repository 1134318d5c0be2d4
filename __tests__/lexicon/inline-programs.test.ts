import { describe, expect, test } from '@jest/globals'
import { isHarmlessPython, runsHarmlessText } from '../../src/lexicon/inline-programs.js'
import type { LexiconWord } from '../../src/lexicon/index.js'
import { processorTime } from '../helpers/processor-time.js'

const call = (...texts: string[]): LexiconWord[] => texts.map((text) => ({ text, literal: !text.includes('$') }))

describe('Python that works on data and files', () => {
  test.each([
    "import json,sys; print(json.load(sys.stdin)['v'])",
    "import os\nprint(os.environ['A'])",
    'from pathlib import Path\nfor p in Path(".").glob("*.txt"):\n    print(p)',
    "from importlib.metadata import version; print(version('pytest'))",
    'import xml.etree.ElementTree as ET\nprint(ET.parse("a").getroot())',
    "print('import subprocess; exec(x)')  # os.system",
    '"""\nimport subprocess\n"""\nprint(1)',
    'from os import path, environ\nprint(path.join("a"))',
  ])('%s', (text) => {
    expect(isHarmlessPython(text)).toBe(true)
  })

  test.each([
    "import subprocess; subprocess.run(['make'])",
    'import mypkg',
    'import os; os.system("make")',
    'from os import system',
    'import json, requests',
    'exec(open("x").read())',
    'import sys; sys.exit(1)',
    'assert 1 == 2',
    'raise SystemExit',
    'print(f"{os.system(1)}")',
    "__import__('os')",
    'if x: import subprocess',
    'import importlib',
  ])('not %s', (text) => {
    expect(isHarmlessPython(text)).toBe(false)
  })
})

test.each<[boolean, string, string[]]>([
  [true, 'python3', ['python3', '-c', 'print(1)']],
  [false, 'python3', ['python3', '-c', 'print("$A")']],
  [false, 'python3', ['python3', 'x.py']],
  [true, 'node', ['node', '-e', "console.log(require('./package.json').version)"]],
  [false, 'node', ['node', '-e', "require('./build')"]],
  [false, 'node', ['node', '-e', 'if (a) process.exit(1)']],
  [true, 'perl', ['perl', '-pi', '-e', 's/a/b/']],
  [false, 'perl', ['perl', '-e', 'system("make")']],
  [false, 'ruby', ['ruby', '-e', 'puts 1']],
])('%s: %s %j', (expected, name, words) => {
  expect(runsHarmlessText(name, call(...words))).toBe(expected)
})

test('hostile texts are read in linear time', () => {
  for (const text of ['"', "'", '#', 'import a,', 'f"', '\\', '\n;:']) {
    const started = processorTime()
    isHarmlessPython(text.repeat(20_000))
    expect(processorTime() - started).toBeLessThan(20_000)
  }
})
