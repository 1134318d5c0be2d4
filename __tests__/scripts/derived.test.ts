import { describe, expect, test } from '@jest/globals'
import { bundleNews } from '../../scripts/derived.js'

describe('what is said of the bundle', () => {
  test('is nothing where it stays as it is', () => {
    expect(bundleNews([], [])).toEqual([])
  })

  test('is how many files were written', () => {
    expect(bundleNews(['dist/cli.js'], [])).toEqual(['dist/ (1 file written)'])
  })

  test('is how many are gone, even if none was written', () => {
    expect(bundleNews(['dist/cli.js', 'dist/index.js'], ['dist/chunks/a.js'])).toEqual([
      'dist/ (2 files written, 1 removed)',
    ])
    expect(bundleNews([], ['dist/stray.js'])).toEqual(['dist/ (0 files written, 1 removed)'])
  })
})
