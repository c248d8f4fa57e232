import type { Severity } from './check.ts'
import { checks } from './checks.ts'
import { type EslintRule, toEslintRule } from './eslint-rule.ts'
import { configs, type Settings } from './settings.ts'

const name = 'durable-lint'

const rules: Record<string, EslintRule> = Object.fromEntries(
  checks.map((check) => [check.name, toEslintRule(check)]),
)

const levelOf = (severity: Severity) => (severity === 'warning' ? 'warn' : 'error')

type Plugin = { meta: { name: string }; rules: Record<string, EslintRule>; configs: Record<string, object> }

const plugin: Plugin = { meta: { name }, rules, configs: {} }

const configOf = (settings: Settings) => ({
  plugins: { [name]: plugin },
  rules: Object.fromEntries(
    [...settings].map(([rule, { severity, options }]) => [`${name}/${rule}`, [levelOf(severity), options]]),
  ),
})

plugin.configs.recommended = configOf(configs.recommended)
plugin.configs.strict = configOf(configs.strict)

export default plugin
