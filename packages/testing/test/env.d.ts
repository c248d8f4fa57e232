import type * as SmallApp from './small-app.ts'

declare global {
  namespace Cloudflare {
    interface GlobalProps {
      mainModule: typeof SmallApp
    }
  }
}
