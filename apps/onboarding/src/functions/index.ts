import { dailyDigest } from './daily-digest.ts'
import { handleInstallation } from './handle-installation.ts'
import { sendDigest } from './send-digest.ts'
import { sendWelcomeEmail } from './send-welcome-email.ts'

export const functions = [sendWelcomeEmail, dailyDigest, sendDigest, handleInstallation]
