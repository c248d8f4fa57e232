import { errorResponse, notFoundResponse } from '@repo/worker-kit/error-response'
import { scope } from '../context.ts'
import { alerts } from './alerts.ts'
import { auditEntries } from './audit-entries.ts'
import { completeDescription } from './complete-description.ts'
import { deliveries } from './deliveries.ts'
import { erasures } from './erasures.ts'
import { reconciliations } from './reconciliations.ts'
import { replays } from './replays.ts'
import { createRouter } from './router.ts'
import { secrets } from './secrets.ts'
import { sources } from './sources.ts'

const resources = {
  deliveries,
  replays,
  sources,
  secrets,
  reconciliations,
  alerts,
  audit: auditEntries,
  erasures,
}

export const operatorPaths = Object.keys(resources).map((name) => `/v1/${name}`)

/** What operators ask and change, on a token with their scope; `/v1/openapi.json` is made from the routes. */
export const operatorApi = createRouter()
operatorApi.onError(errorResponse)
operatorApi.notFound(notFoundResponse(['/v1/openapi.json', ...operatorPaths]))
operatorApi.openAPIRegistry.registerComponent('securitySchemes', 'operator', {
  type: 'http',
  scheme: 'bearer',
  description: 'A token with the scope `operator`.',
})
operatorApi.get('/v1/openapi.json', (c) => {
  const info = { title: 'Millrace, for operators', version: '1' }
  return c.json(completeDescription(operatorApi.getOpenAPI31Document({ openapi: '3.1.0', info })))
})
for (const [name, router] of Object.entries(resources)) {
  operatorApi.use(`/v1/${name}/*`, scope('operator'))
  operatorApi.route(`/v1/${name}`, router)
}
