import type { LocalInstallation } from '../local-installation.ts'
import { findRun } from './find-run.ts'
import { describeOrder, postOrder, settledOrder } from './orders.ts'
import { describeRun, type Scene, scene, short, type Told } from './scene.ts'

/** An order that the stock covers, and one that it does not. */
export async function playOrders(installation: LocalInstallation): Promise<Scene[]> {
  return [
    await scene('order in stock', () => order(installation, 1)),
    await scene('order beyond the stock', () => order(installation, 10_000)),
  ]
}

async function order(installation: LocalInstallation, quantity: number): Promise<Told> {
  const response = await postOrder(installation, 'credits-1000', quantity)
  const { id } = (await response.json()) as { id: string }
  const settled = await settledOrder(installation, id)
  const { engineUrl } = installation
  const run = describeRun(await findRun({ engineUrl, event: 'order/placed', field: 'orderId', value: id }))
  return { answer: `${response.status} ${short(id)}`, run, did: describeOrder(settled) }
}
