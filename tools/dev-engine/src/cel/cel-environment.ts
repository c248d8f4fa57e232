import { Environment } from '@marcbachmann/cel-js'

const environment = new Environment({ unlistedVariablesAreDyn: true })
  .registerFunction('date(dyn): google.protobuf.Timestamp', (value: string | number) => new Date(value))
  .registerFunction('lowercase(string): string', (text: string) => text.toLowerCase())
  .registerFunction('uppercase(string): string', (text: string) => text.toUpperCase())

for (const number of ['int', 'double']) {
  const joined = (a: unknown, b: unknown) => String(a) + String(b)
  environment.registerOperator(`string + ${number}`, joined)
  environment.registerOperator(`${number} + string`, joined)
  environment.registerOperator(`null < ${number}`, (_: null, b: unknown) => Number(b) > 0)
  environment.registerOperator(`null > ${number}`, (_: null, b: unknown) => Number(b) < 0)
}

/** CEL as the Inngest server speaks it: more functions, numbers that join strings, and null below 5. */
export const celEnvironment = environment
