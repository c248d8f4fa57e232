import { join } from 'node:path'
import { execa } from 'execa'
import { createCloudflareApi } from './cloudflare/cloudflare-api.ts'
import { createWrangler, type Wrangler } from './cloudflare/wrangler.ts'
import { askSecret } from './secrets/ask-secret.ts'
import { readSecretsFile } from './secrets/read-secrets-file.ts'
import { failWith, Sentence } from './sentence.ts'
import { readSetupFlags } from './setup/read-setup-flags.ts'
import { setUp } from './setup/set-up.ts'
import { root, workspace, wrangler as binary, wranglerEnv } from './workspace.ts'

try {
  const flags = readSetupFlags(process.argv.slice(2))
  const file = flags['secrets-file']
  const tools = {
    workspace,
    wranglerFor: (accountId?: string) =>
      createWrangler(root, accountId ? { CLOUDFLARE_ACCOUNT_ID: accountId } : {}),
    apiFor: (wrangler: Wrangler) => createCloudflareApi(wrangler, process.env),
    say: (line: string) => console.log(`  ${line}`),
  }
  try {
    await setUp(tools, {
      env: flags.env,
      name: flags.name,
      isRenaming: flags.rename,
      accountId: flags.account ?? process.env['CLOUDFLARE_ACCOUNT_ID'],
      domain: flags.domain,
      secrets: {
        values: file ? readSecretsFile(file) : {},
        ask: process.stdin.isTTY && !file ? askSecret : undefined,
        replace: flags['replace-secrets'],
      },
    })
  } finally {
    await generateTypes()
  }
  console.log(`\nNext: npm run deploy -- --env ${flags.env}   (it shows what would change; --yes does it)`)
} catch (error) {
  failWith(error)
}

/** The types name the workers that a worker is bound to; a name that changed would fail verify. */
async function generateTypes(): Promise<void> {
  for (const { app, dir } of workspace.rooms) {
    const isGateway = app === 'gateway'
    const args = isGateway ? [`${dir}/worker-configuration.d.ts`] : ['--env-file', '.dev.vars.example']
    const cwd = isGateway ? root : join(root, dir)
    const check = await execa(process.execPath, [binary, 'types', ...args, '--check'], {
      cwd,
      env: wranglerEnv,
      reject: false,
    })
    if (check.exitCode === 0) continue
    const { exitCode } = await execa(process.execPath, [binary, 'types', ...args], {
      cwd,
      env: wranglerEnv,
      reject: false,
    })
    if (exitCode !== 0) throw new Sentence(`wrangler types failed in ${dir}; run it there to see why`)
  }
}
