import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root, workspace } from '../workspace.ts'
import { parseExample } from './parse-example.ts'

it('reads what each setting is for, over several lines and for several names', () => {
  const text = `# All of them.

# Charges. Stripe: Developers,
# API keys.
STRIPE_SECRET_KEY=
# Optional: told of trouble.
ALERT_URL=
OTHER_URL=
# Needed where MAILER is "resend": sends mail.
RESEND_API_KEY=
# Only ever in .dev.vars: the laptop's engine.
INNGEST_DEV=
`
  expect(parseExample(text)).toEqual([
    { name: 'STRIPE_SECRET_KEY', kind: 'needed', about: 'Charges. Stripe: Developers, API keys.' },
    { name: 'ALERT_URL', kind: 'optional', about: 'Optional: told of trouble.' },
    { name: 'OTHER_URL', kind: 'optional', about: 'Optional: told of trouble.' },
    {
      name: 'RESEND_API_KEY',
      kind: 'needed',
      when: { variable: 'MAILER', value: 'resend' },
      about: 'sends mail.',
    },
    { name: 'INNGEST_DEV', kind: 'local', about: "Only ever in .dev.vars: the laptop's engine." },
  ])
})

it.each(workspace.rooms.filter(({ app }) => app !== 'gateway'))(
  'finds an explanation for every setting of $app',
  ({ dir }) => {
    const settings = parseExample(readFileSync(join(root, dir, '.dev.vars.example'), 'utf8'))

    expect(settings).not.toHaveLength(0)
    for (const { name, about } of settings) expect([name, about.length > 20]).toEqual([name, true])
  },
)

it('never lets the dev mode of Inngest leave the laptop', () => {
  const settings = parseExample(readFileSync(join(root, 'apps/ingress/.dev.vars.example'), 'utf8'))

  expect(settings.find(({ name }) => name === 'INNGEST_DEV')?.kind).toBe('local')
})
