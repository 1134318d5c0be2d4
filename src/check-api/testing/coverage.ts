import type { Command } from '../../models/index.js'

/** Options by which test commands measure coverage. */
const OPTION =
  /^(?:--cov(?:erage)?(?:[=.-].*)?|--collect-coverage|--codecoverage|--enable-code-coverage|-?-cover(?:profile|pkg|mode)?(?:=.*)?|--with-coverage|--collect(?:[:=].*)?|[-/]p:CollectCoverage=true|--coverage-(?:clover|html|xml|text|cobertura).*|-Pcoverage|-enableCodeCoverage)$/i

/** Programs and tasks that do nothing else. */
const MEASURING =
  /^(?:nyc|c8|coverage|coverage3|kcov|grcov|tarpaulin|llvm-cov|cargo-llvm-cov|cargo-tarpaulin|dotnet-coverage)$/
const TASK =
  /^(?:jacoco(?::report|TestReport)?|(?:.*:)?(?:jacocoTestReport|koverXmlReport|koverHtmlReport)|coverage(?:Report|Aggregate)?|test:cov(?:erage)?|cover)$/

/** Whether a test command measures coverage as it runs, by its words or by what it was started through. */
export function collectsCoverage({ argv, because }: Command): boolean {
  const [program, ...words] = argv.map(({ text }) => text)
  if (MEASURING.test(program ?? '') || words.some((word) => OPTION.test(word) || TASK.test(word))) return true
  if (words.slice(0, 2).some((word) => MEASURING.test(word))) return true
  return because.some(({ text }) => text.split(/\s+/, 12).some((word) => MEASURING.test(word)))
}

/** Whether what runs the tests through nyc or c8 holds their coverage against a minimum. */
export function checksCoverage({ because }: Command): boolean {
  return because.some(({ text }) => /(?:^|\s)(?:nyc|c8)\s[^\n]{0,200}--(?:check-coverage|100)\b/.test(text))
}
