// Runs dependency-cruiser and fails if it looked at nothing: a misconfigured run reports no violations.
import { cruise } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'

const options = await extractOptions('./.dependency-cruiser.cjs')
const { output } = await cruise(['src', 'checks'], { ...options, outputType: 'json', validate: true })
const { summary } = JSON.parse(output)

for (const { from, to, rule } of summary.violations) console.error(`${rule.name}: ${from} → ${to}`)
console.log(`${summary.totalCruised} modules, ${summary.violations.length} violations`)
if (summary.totalCruised < 50 || summary.violations.length > 0) process.exitCode = 1
