const FORBIDDEN: { pattern: RegExp; because: string }[] = [
  { pattern: /\bINNGEST_DEV\b/, because: 'in dev mode the SDK runs unsigned calls' },
  { pattern: /\b\w*(BASE_URL|API_URL)\b/, because: 'an address of one machine belongs in .dev.vars' },
  {
    pattern: /\b\w*(SECRET|TOKEN|PASSWORD|SIGNING_KEY|EVENT_KEY|API_KEY|SECRET_KEY)\w*\b\s*["']?\s*[=:]/,
    because: 'a secret belongs in .dev.vars or `wrangler secret put`',
  },
  {
    pattern: /\b(whsec_|sk_live_|sk_test_|signkey-|ghp_|github_pat_|re_)\w{8,}/,
    because: 'this is a secret',
  },
]

/** What a committed wrangler file must not hold, with its line. Comments count: a secret there is out, too. */
export function findForbiddenSettings(text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      FORBIDDEN.filter(({ pattern }) => pattern.test(line)).map(
        ({ pattern, because }) =>
          `line ${index + 1} holds ${pattern.exec(line)?.[0].replace(/\s*[=:]$/, '')}; ${because}`,
      ),
    )
}
