import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import express from 'express'
import { Inngest } from 'inngest'
import { Stripe } from 'stripe'

// The common stack: Express, Stripe's SDK and SQLite, with the same promise. A 202 means one durable, deduplicated record, and each
// is told to Inngest once, by its SDK, right after the answer, under an id of its own; what fails stays `pending` for a sweep.

const { PORT = '', DIR = '', SECRET = '', ENGINE_URL = '', ANNOUNCES = '' } = process.env

const db = new DatabaseSync(join(DIR, 'inbox.sqlite'))
db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  CREATE TABLE deliveries (key TEXT PRIMARY KEY, type TEXT NOT NULL, status TEXT NOT NULL, received_at INTEGER NOT NULL, body BLOB)`)
const insert = db.prepare(`INSERT OR IGNORE INTO deliveries VALUES (?, ?, 'pending', ?, ?)`)
const announced = db.prepare(`UPDATE deliveries SET status = 'announced' WHERE key = ?`)

const stripe = new Stripe('sk_test_none')
const inngest = new Inngest({ id: 'common', isDev: false, eventKey: 'bench', baseUrl: ENGINE_URL })

express()
  .post('/webhooks/stripe', express.raw({ type: '*/*', limit: '25mb' }), async (request, response) => {
    const signature = request.header('stripe-signature') ?? ''
    const event = stripe.webhooks.constructEvent(request.body as Buffer, signature, SECRET)
    const key = `stripe:${event.id}`
    const { changes } = insert.run(key, event.type, Date.now(), request.body as Buffer)
    response.status(202).json({ deliveryId: key })
    if (changes === 0 || ANNOUNCES !== 'true') return
    const data = { deliveryId: key, announcement: 0, type: event.type }
    await inngest.send({ id: `${key}#0`, name: 'stripe/webhook.received', data })
    announced.run(key)
  })
  .listen(Number(PORT), '127.0.0.1')
