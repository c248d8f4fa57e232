import { getInstallation } from './local-installation.ts'
import { sendGithub } from './send/send-github.ts'
import { sendStripe } from './send/send-stripe.ts'
import { failWith, Sentence } from './sentence.ts'

const senders = { stripe: sendStripe, github: sendGithub }

try {
  const [source, type, ...rest] = process.argv.slice(2)
  const send =
    source !== undefined && Object.hasOwn(senders, source)
      ? senders[source as keyof typeof senders]
      : undefined
  if (!send || !type || rest.length > 0) {
    throw new Sentence(
      'npm run send -- stripe <type>, or npm run send -- github <event>, for example stripe invoice.paid',
    )
  }
  const response = await send(getInstallation(), type)
  console.log(`${response.status} ${await response.text()}`)
  if (!response.ok) process.exitCode = 1
} catch (error) {
  failWith(
    error instanceof TypeError
      ? new Sentence('Millrace does not answer: run npm start in another terminal')
      : error,
  )
}
