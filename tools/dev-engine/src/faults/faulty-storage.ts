import type { Storage } from '../store/storage.ts'
import type { Reach } from './create-plan.ts'
import type { WriteTeller } from './describe-write.ts'
import { dieAtWrite } from './killed.ts'

interface Given {
  reach: Reach
  next: () => number
  teller: WriteTeller
  kill: () => void
}

export function faultyStorage({ reach, next, teller, kill }: Given, storage: Storage): Storage {
  return {
    *load() {
      for (const stored of storage.load()) {
        teller.note(stored)
        yield stored
      }
    },
    commit(changes) {
      const fault = reach('write', next(), teller.describe(changes))
      const commit = () => storage.commit(changes)
      if (fault?.fault === 'killed') dieAtWrite(fault, commit, kill)
      commit()
    },
    close: () => storage.close(),
  }
}
