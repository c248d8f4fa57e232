import { reconciliationRequested } from '@repo/events/ops'
import { cron } from 'inngest'
import { inngest } from '../inngest.ts'
import { reconcileSource } from '../reconcile/reconcile-source.ts'

/** Asks GitHub again for what did not get to us, from the App's webhook and from the repository hooks that are named. */
export const reconcileGithub = inngest.createFunction(
  {
    id: 'reconcile-github',
    triggers: [cron('21 * * * *'), { event: reconciliationRequested, if: `event.data.source == 'github'` }],
    retries: 5,
    concurrency: 1,
  },
  async ({ step, db, bindings, now, pause }) => {
    if (!bindings.GITHUB_APP_ID && !bindings.GITHUB_HOOKS) return {}
    const { createGithubChannels } = await import('../reconcile/github-channel.ts')
    return reconcileSource({ step, db, bindings, now, pause }, createGithubChannels(bindings))
  },
)
