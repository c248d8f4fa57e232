export { createResendDouble, type ResendDouble } from './create-resend-double.ts'
