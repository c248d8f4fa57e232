import { handlePush } from './handle-push.ts'
import { indexPushedFiles } from './index-pushed-files.ts'
import { processDocument } from './process-document.ts'

export const functions = [processDocument, handlePush, indexPushedFiles]
