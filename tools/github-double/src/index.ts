export { createGithubDouble, type GithubDouble } from './create-github-double.ts'
export { type Push, pushPayload } from './push-payload.ts'
export { signGithubPayload } from './sign-github-payload.ts'
