import { Environment } from '@marcbachmann/cel-js'
import { parseDate } from './parse-date.ts'

// The moment is not known here: `evaluateNode` answers these itself.
const needsMoment = () => {
  throw new Error('now() is not to be had inside a macro')
}

function withFunctions(environment: Environment): Environment {
  return environment
    .registerFunction('date(string): google.protobuf.Timestamp', (text: string) => parseDate(text))
    .registerFunction('date(int): google.protobuf.Timestamp', (time: bigint) => parseDate(Number(time)))
    .registerFunction('date(google.protobuf.Timestamp): google.protobuf.Timestamp', (date: Date) => date)
    .registerFunction('lowercase(string): string', (text: string) => text.toLowerCase())
    .registerFunction('uppercase(string): string', (text: string) => text.toUpperCase())
    .registerFunction('b64decode(string): string', (text: string) => atob(text))
    .registerFunction('json_parse(string): dyn', (text: string) => JSON.parse(text))
    .registerFunction('now(): google.protobuf.Timestamp', needsMoment)
    .registerFunction('now_plus(string): google.protobuf.Timestamp', needsMoment)
    .registerFunction('now_minus(string): google.protobuf.Timestamp', needsMoment)
}

/** What an expression is checked against: the functions of CEL and those that the Inngest server adds. */
export const celEnvironment = withFunctions(new Environment({ homogeneousAggregateLiterals: false }))
  .registerVariable('event', 'dyn')
  .registerVariable('async', 'dyn')
  .registerVariable('vars', 'dyn')

/** The same, for values that have no declared name. */
export const valueEnvironment = withFunctions(
  new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false }),
)
