import { aTeam } from '@repo/testing/a-team'
import { exports } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { aDelivery } from '../test/a-delivery.ts'
import { db, openPage } from '../test/open-page.ts'
import { aRun, stubEngine } from '../test/stub-engine.ts'

describe('who may come in', () => {
  it.each([null, `Basic ${btoa('operator:wrong')}`, 'Bearer wrong', 'Basic %'])(
    'asks a browser for a token after %o',
    async (authorization) => {
      const response = await openPage('/console', { authorization })

      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toBe('Basic realm="millrace console"')
    },
  )

  it('refuses a token without the scope, and asks for no other', async () => {
    const { authorization } = await aTeam(db)

    const response = await openPage('/console', { authorization })

    expect(response.status).toBe(403)
    expect(response.headers.has('www-authenticate')).toBe(false)
  })

  it('lets an operator in by Basic and by Bearer', async () => {
    stubEngine()
    const { authorization } = await aTeam(db, { scopes: ['operator'] })

    expect((await openPage('/console')).status).toBe(200)
    expect((await openPage('/console', { authorization })).status).toBe(200)
  })

  it('keeps nobody from asking whether the worker is up', async () => {
    const response = await exports.default.fetch('https://console/healthz')

    expect(await response.json()).toEqual({ status: 'ok' })
  })
})

describe('what a browser may do with the page', () => {
  it('shows it, runs nothing and stores nothing', async () => {
    stubEngine({ '/v1/runs': [aRun()] })
    await aDelivery()

    const response = await openPage('/console')

    const { headers } = response
    const html = await response.text()
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'nonce-[^']+'; style-src-attr 'unsafe-inline'; form-action 'self'/,
    )
    expect(policy.replace("style-src-attr 'unsafe-inline'", '')).not.toMatch(/script|unsafe/)
    expect(html).toContain(`<style nonce="${/nonce-([^']+)/.exec(policy)?.[1]}">`)
    expect(html).not.toMatch(/<script|\son\w+=|\sstyle=|javascript:/i)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-frame-options')).toBe('DENY')
  })

  it('does the same with a refusal', async () => {
    const { headers } = await openPage('/console', { authorization: null })

    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('cache-control')).toBe('no-store')
  })
})
