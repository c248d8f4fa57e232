import type { GithubDouble } from '@repo/github-double'
import type { StripeDouble } from '@repo/stripe-double'
import type { LocalInstallation } from '../local-installation.ts'
import { playDocuments } from './document-scenes.ts'
import { playOrders } from './order-scenes.ts'
import { playPeople } from './people-scenes.ts'
import type { Scene } from './scene.ts'
import { playWebhooks } from './webhook-scenes.ts'

type Doubles = { stripe: StripeDouble; github: GithubDouble }

/** The main job, played against the running installation from outside: what the table says is what the product answered. */
export async function playStory(
  installation: LocalInstallation,
  { stripe, github }: Doubles,
): Promise<Scene[]> {
  return [
    ...(await playWebhooks(installation, stripe)),
    ...(await playOrders(installation)),
    ...(await playPeople(installation)),
    ...(await playDocuments(installation, github)),
  ]
}
