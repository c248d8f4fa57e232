import { raw } from 'hono/html'
import type { PropsWithChildren } from 'hono/jsx'
import { styles } from './styles.ts'

type LayoutProps = PropsWithChildren<{ nonce: string | undefined; title: string; here: string }>

const PAGES = [
  ['/console', 'Overview'],
  ['/console/deliveries', 'Deliveries'],
  ['/console/operations', 'Operations'],
] as const

export function Layout({ nonce, title, here, children }: LayoutProps) {
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <meta name="color-scheme" content="light dark" />
          <title>{title}</title>
          <style nonce={nonce}>{raw(styles)}</style>
        </head>
        <body>
          <header>
            <a href="/console" class="brand">
              Millrace
            </a>
            <nav aria-label="Pages">
              {PAGES.map(([path, name]) => (
                <a href={path} aria-current={path === here ? 'page' : undefined}>
                  {name}
                </a>
              ))}
            </nav>
            <span class="muted">all times in UTC</span>
          </header>
          <main>{children}</main>
        </body>
      </html>
    </>
  )
}
