import { dailyDigest } from './daily-digest.ts'
import { handleInstallation } from './handle-installation.ts'
import { mailAlert } from './mail-alert.ts'
import { retryMail } from './retry-mail.ts'
import { sendDigest } from './send-digest.ts'
import { sendWelcomeEmail } from './send-welcome-email.ts'

export const functions = [sendWelcomeEmail, dailyDigest, sendDigest, retryMail, handleInstallation, mailAlert]
