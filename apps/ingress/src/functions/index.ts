import { pruneDeliveries } from './prune-deliveries.ts'

export const functions = [pruneDeliveries]
