import colors from 'picocolors'
import type { LocalInstallation } from '../local-installation.ts'

/** Where to look and what to try next. */
export function printWelcome({ gatewayUrl, token }: LocalInstallation): void {
  const order = `{"lines":[{"sku":"seat","quantity":1}],"paymentMethodId":"pm_card_visa"}`
  console.log(`
  ${colors.bold('Console')}  ${gatewayUrl}/console   (any user name, the token as password)
  ${colors.bold('Token')}    ${token}
  ${colors.bold('Logs')}     .wrangler/logs

  Try next:
    npm run send -- stripe checkout.session.completed
    npm run send -- stripe invoice.paid
    curl ${gatewayUrl}/v1/orders -H 'authorization: Bearer ${token}' -H 'content-type: application/json' -d '${order}'

  Ctrl-C stops everything; what happened is kept in .wrangler/state.`)
}
